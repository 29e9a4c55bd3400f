package io.github.versionedschema.pending;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
import io.github.versionedschema.plan.write.VersionViews;
import io.github.versionedschema.schema.Table;
import org.springframework.util.function.SingletonSupplier;

/**
 * The chain of live versions: between each two neighbours lies a run, whose plan depends
 * on the others. When a version is added or removed, the other plans are made again.
 */
public final class LiveChain {

	private final Lead lead;

	private final List<RunRow> runs;

	/** Read only where needed, as most databases have one run at most. */
	private final Supplier<List<Optional<PlanRequest>>> requests;

	private LiveChain(Lead lead, List<RunRow> runs, Supplier<List<Optional<PlanRequest>>> requests) {
		this.lead = lead;
		this.runs = List.copyOf(runs);
		this.requests = requests;
	}

	/** Returns the chain of all runs that are not finished. */
	public static LiveChain of(Lead lead, JournalState state) {
		return of(lead, state.runs());
	}

	private static LiveChain of(Lead lead, List<RunRow> runs) {
		return new LiveChain(lead, runs,
				SingletonSupplier.of(() -> runs.stream().map((run) -> request(lead, run)).toList()));
	}

	private static Optional<PlanRequest> request(Lead lead, RunRow run) {
		return lead.leadership().guard(() -> lead.journal().reader().inputs(run.id())).map(RunInputs::request);
	}

	/** Returns the chain without its oldest run, which was completed. */
	public LiveChain withoutOldest(JournalState state) {
		List<RunRow> others = this.runs.subList(1, this.runs.size());
		if (others.isEmpty() || present(this.requests.get()).size() < this.runs.size()) {
			return of(this.lead, others);
		}
		PlanRequest completed = present(this.requests.get()).get(0);
		List<PlanRequest> remaining = present(this.requests.get()).subList(1, this.runs.size());
		Set<String> names = remaining.stream()
			.flatMap((request) -> request.catalogue().tables().stream())
			.map(Table::name)
			.collect(Collectors.toSet());
		List<PlanRequest> settled = VersionShapes.settled(completed, remaining, this.lead.catalogue(state, names));
		return new LiveChain(this.lead, others, () -> settled.stream().map(Optional::of).toList());
	}

	/** Returns the chain without its newest run, which was undone. */
	public LiveChain withoutNewest() {
		return of(this.lead, this.runs.subList(0, this.runs.size() - 1));
	}

	/**
	 * Returns the views of the live versions; empty if they do not follow from the
	 * journal, as an older release made a plan or its migrations are not files.
	 */
	public Optional<VersionViews> views() {
		List<PlanRequest> known = present(this.requests.get());
		return (known.size() == this.runs.size()) ? Optional.of(new VersionViews(known)) : Optional.empty();
	}

	/**
	 * Returns the requests for the plans of the live versions, oldest first.
	 * @throws RefusedException if a plan cannot be made again, as an older release made
	 * it
	 */
	List<PlanRequest> requests() {
		List<Optional<PlanRequest>> known = this.requests.get();
		for (int i = 0; i < this.runs.size(); i++) {
			if (known.get(i).isEmpty()) {
				throw new RefusedException(Reason.WRONG_PHASE,
						"Version \"%s\" was created by a release of this library that supports only two live versions, or from migrations that are not files."
							.formatted(this.runs.get(i).toVersion()),
						"Complete or abort it first.", List.of());
			}
		}
		return present(known);
	}

	/**
	 * Brings the plans up to date, if there are several. A leader may have been killed
	 * before it did.
	 * @return the state with these plans
	 */
	public static JournalState refreshed(Lead lead, JournalState state) {
		if (state.runs().size() < 2) {
			return state;
		}
		lead.record(of(lead, state)::replan);
		return lead.state();
	}

	/**
	 * Makes the plans again, and stores them. A plan that an older release made is left
	 * as it is: it has no neighbours.
	 */
	public void replan() {
		replan(this.runs.size());
	}

	/** Makes all plans but the newest again, and stores them. */
	public void replanOlder() {
		replan(this.runs.size() - 1);
	}

	private void replan(int number) {
		for (int i = 0; i < number; i++) {
			Optional<PlanRequest> request = this.requests.get().get(i);
			if (request.isPresent()) {
				this.lead.journal()
					.runs()
					.replan(this.runs.get(i).id(), plan(request.get(), i), RunInputs.of(request.get()).orElseThrow());
			}
		}
	}

	/** Returns the plan of the oldest run, beside the other live versions. */
	public Plan oldestPlan() {
		if (this.runs.size() == 1) {
			return this.runs.get(0).plan();
		}
		return this.requests.get().get(0).map((request) -> plan(request, 0)).orElseGet(this.runs.get(0)::plan);
	}

	private Plan plan(PlanRequest request, int index) {
		return this.lead.engine().planner().apply(request.beside(neighbours(index)));
	}

	private Neighbours neighbours(int index) {
		List<Optional<PlanRequest>> all = this.requests.get();
		return new Neighbours(present(all.subList(0, index)), present(all.subList(index + 1, all.size())));
	}

	private static List<PlanRequest> present(List<Optional<PlanRequest>> requests) {
		return requests.stream().flatMap(Optional::stream).toList();
	}

}
