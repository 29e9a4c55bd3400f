package io.github.versionedschema.pending;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunInputs;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRequest;
import io.github.versionedschema.plan.write.PlanRequest.Neighbours;
import io.github.versionedschema.plan.write.VersionShapes;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The chain of live versions: between each two neighbours lies a run, whose plan depends
 * on the others. When a version is added or removed, the other plans are made again.
 */
public final class LiveChain {

	private final Lead lead;

	private final List<RunRow> runs;

	private final List<Optional<PlanRequest>> requests;

	/**
	 * Reads the chain.
	 * @param lead reads the journal
	 * @param runs the runs that are not finished, oldest first
	 */
	public LiveChain(Lead lead, List<RunRow> runs) {
		this.lead = lead;
		this.runs = List.copyOf(runs);
		this.requests = this.runs.stream().map((run) -> request(lead, run)).toList();
	}

	private LiveChain(Lead lead, List<RunRow> runs, List<PlanRequest> requests) {
		this.lead = lead;
		this.runs = runs;
		this.requests = requests.stream().map(Optional::of).toList();
	}

	private static Optional<PlanRequest> request(Lead lead, RunRow run) {
		return lead.leadership().guard(() -> lead.journal().reader().inputs(run.id())).map(RunInputs::request);
	}

	/**
	 * Returns the chain without its oldest run, which was completed.
	 */
	public LiveChain withoutOldest(JournalState state) {
		List<RunRow> others = this.runs.subList(1, this.runs.size());
		List<PlanRequest> known = present(this.requests);
		if (others.isEmpty() || known.size() < this.runs.size()) {
			return new LiveChain(this.lead, others);
		}
		List<PlanRequest> remaining = known.subList(1, known.size());
		Set<String> names = remaining.stream()
			.flatMap((request) -> request.catalogue().tables().stream())
			.map(Table::name)
			.collect(Collectors.toSet());
		return new LiveChain(this.lead, others,
				VersionShapes.settled(known.get(0), remaining, this.lead.catalogue(state, names)));
	}

	/** Returns the chain without its newest run, which was undone. */
	public LiveChain withoutNewest() {
		return new LiveChain(this.lead, this.runs.subList(0, this.runs.size() - 1));
	}

	/** Reads the chain of all runs that are not finished. */
	public static LiveChain of(Lead lead, JournalState state) {
		return new LiveChain(lead, state.runs());
	}

	/**
	 * Returns the requests for the plans of the live versions, oldest first.
	 * @throws RefusedException if a plan cannot be made again, as an older release made
	 * it
	 */
	List<PlanRequest> requests() {
		List<PlanRequest> known = new ArrayList<>();
		for (int i = 0; i < this.runs.size(); i++) {
			RunRow run = this.runs.get(i);
			known.add(this.requests.get(i)
				.orElseThrow(() -> new RefusedException(Reason.WRONG_PHASE,
						"Version \"%s\" was made by a release of this library that supports only two live versions, or from migrations that are no files. Nothing was changed. Complete or abort it first."
							.formatted(run.toVersion()),
						List.of())));
		}
		return known;
	}

	/**
	 * Makes the plans again, and stores them. A plan that an older release made is left
	 * as it is: it has no neighbours.
	 */
	public void replan() {
		replanExcept(null);
	}

	/**
	 * Makes the plans again, as {@link #replan()} does, but for one.
	 * @param unchanged the run whose plan is left as it is, or null
	 */
	public void replanExcept(@Nullable RunRow unchanged) {
		for (int i = 0; i < this.runs.size(); i++) {
			RunRow run = this.runs.get(i);
			Optional<PlanRequest> request = this.requests.get(i);
			if (request.isPresent() && (unchanged == null || run.id() != unchanged.id())) {
				Plan plan = this.lead.engine().planner().apply(request.get().beside(neighbours(i)));
				this.lead.journal().runs().replan(run.id(), plan, RunInputs.of(request.get()).orElseThrow());
			}
		}
	}

	private Neighbours neighbours(int index) {
		return new Neighbours(present(this.requests.subList(0, index)),
				present(this.requests.subList(index + 1, this.requests.size())));
	}

	private static List<PlanRequest> present(List<Optional<PlanRequest>> requests) {
		return requests.stream().flatMap(Optional::stream).toList();
	}

}
