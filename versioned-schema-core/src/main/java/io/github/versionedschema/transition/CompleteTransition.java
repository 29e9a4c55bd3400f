package io.github.versionedschema.transition;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.pending.LiveChain;
import io.github.versionedschema.pending.WrongPhase;
import org.jspecify.annotations.Nullable;

/**
 * Retires older versions and contracts, from the oldest on.
 */
public final class CompleteTransition {

	private final Lead lead;

	public CompleteTransition(Lead lead) {
		this.lead = lead;
	}

	/** Removes the versions that are retired already. */
	public Outcome contract(boolean force) {
		JournalState state = this.lead.state();
		requireKept(state);
		return telling(state, () -> begin(state, null) ? contractKept(force) : nothing(state));
	}

	/** Says what contract would do, and changes nothing. */
	public Outcome previewContract(boolean force) {
		JournalState state = this.lead.state();
		requireKept(state);
		return telling(state, () -> {
			if (!isPossible(state, null)) {
				return nothing(state);
			}
			return state.transition()
				.map(this::resuming)
				.orElseGet(() -> removing(state, Retirement.kept(this.lead, state), force));
		});
	}

	private static void requireKept(JournalState state) {
		RunRow newest = state.newestRun().orElse(null);
		if (newest != null && state.keptRuns().isEmpty()
				&& state.runs().stream().noneMatch((run) -> run.phase() == RunRow.Phase.COMPLETING)) {
			throw WrongPhase.ofContract(state.transition().orElse(newest));
		}
	}

	/**
	 * Retires the versions before the given one, and removes them.
	 * @param version a live version, or null for the newest
	 */
	public Outcome run(@Nullable String version, boolean force) {
		JournalState state = this.lead.state();
		return telling(state, () -> run(state, version, force));
	}

	/** Says what complete would do, and changes nothing. */
	public Outcome preview(@Nullable String version, boolean force) {
		JournalState state = this.lead.state();
		return telling(state, () -> {
			if (!isPossible(state, version)) {
				return nothing(state);
			}
			if (state.transition().isPresent()) {
				return resuming(state.transition().get());
			}
			Retirement retirement = Retirement.before(this.lead, state, version);
			return retirement.runs().isEmpty() ? nothingBefore(version) : removing(state, retirement, force);
		});
	}

	/** What follows is checked when its turn has come. */
	private Outcome resuming(RunRow begun) {
		return Outcome.done("Complete of version \"%s\" would resume%s.".formatted(begun.toVersion(),
				this.lead.executor()
					.next(begun.id(), begun.plan(), Contraction.PHASES)
					.map((step) -> " at: " + step.title())
					.orElse("")));
	}

	/** Only the oldest version can be tried, as the others follow from its contract. */
	private Outcome removing(JournalState state, Retirement retirement, boolean force) {
		String terminated = retirement.preview(force);
		RunRow oldest = retirement.runs().get(0);
		String tried = new ContractTrial(this.lead, oldest).preview(LiveChain.of(this.lead, state).oldestPlan());
		String others = (retirement.runs().size() > 1)
				? "The contract of versions after \"%s\" is tried when it is their turn."
					.formatted(oldest.fromVersion())
				: "";
		return Outcome.done(Stream
			.of("%s would be removed.".formatted(VersionNames.old(retirement.runs())), terminated,
					terminated.isEmpty()
							? "No session uses %s, and no row was found that prevents it."
								.formatted((retirement.runs().size() == 1) ? "it" : "them")
							: "No row was found that prevents it.",
					tried, others)
			.filter((sentence) -> !sentence.isEmpty())
			.collect(Collectors.joining(" ")));
	}

	private static Outcome nothingBefore(@Nullable String version) {
		return Outcome.nothing("No version before \"%s\" is live or kept.".formatted(version));
	}

	private Outcome run(JournalState state, @Nullable String version, boolean force) {
		if (!begin(state, version)) {
			return nothing(state);
		}
		// What was begun with a target ends there: the other versions to retire are kept.
		boolean resumesOnly = state.transition().isPresent() && version == null;
		JournalState resumed = this.lead.state();
		if (!resumed.runs().isEmpty() && !resumesOnly) {
			Retirement retirement = Retirement.before(this.lead, resumed, version);
			if (retirement.runs().isEmpty() && state.transition().isEmpty()) {
				return nothingBefore(version);
			}
			retire(resumed, retirement, force);
		}
		return contractKept(force);
	}

	/** States the progress if complete ends before its goal. */
	private Outcome telling(JournalState before, Supplier<Outcome> work) {
		try {
			return work.get();
		}
		catch (RefusedException ex) {
			throw new CompleteProgress(before, this.lead.state()).in(ex);
		}
		catch (StepFailedException ex) {
			throw new CompleteProgress(before, this.lead.state()).in(ex);
		}
	}

	/**
	 * Resumes what was begun, and brings the plans up to date with the versions that are
	 * live now.
	 * @param version the version before which others are to be retired, or null
	 * @return whether there is anything to complete
	 */
	private boolean begin(JournalState state, @Nullable String version) {
		if (!isPossible(state, version)) {
			return false;
		}
		RunRow begun = state.transition().orElse(null);
		if (begun != null) {
			new Contraction(this.lead).resume(begun);
		}
		else if (state.runs().size() > 1) {
			LiveChain chain = LiveChain.of(this.lead, state);
			this.lead.record(chain::replan);
		}
		return true;
	}

	/**
	 * Returns whether there is anything to complete.
	 * @throws RefusedException if it cannot be completed now
	 */
	private boolean isPossible(JournalState state, @Nullable String version) {
		if (state.runs().isEmpty()) {
			new Leftovers(this.lead).requireNone();
			return false;
		}
		RunRow begun = state.transition().orElse(null);
		if (begun != null && begun.phase() != RunRow.Phase.COMPLETING) {
			throw WrongPhase.of(begun, "completed");
		}
		Retirement.requireLive(state, version);
		return true;
	}

	private void retire(JournalState state, Retirement retirement, boolean force) {
		if (retirement.runs().isEmpty()) {
			return;
		}
		new VersionSchemaCleaning(this.lead).moveForeignObjects(state);
		retirement.during(force, () -> begin(retirement.runs()));
		new Contraction(this.lead).finish(retirement.runs().get(0));
	}

	/** Versions other than the oldest are kept until it is their turn. */
	private void begin(List<RunRow> runs) {
		RunRow oldest = runs.get(0);
		new ContractTrial(this.lead, oldest).require();
		RetireTransition retiring = new RetireTransition(this.lead);
		List<RunRow> kept = runs.stream().skip(1).filter((run) -> run.phase() == RunRow.Phase.EXPANDED).toList();
		new Contraction(this.lead).begin(oldest, () -> kept.forEach(retiring::keep));
		kept.forEach(retiring::tellKept);
	}

	private Outcome contractKept(boolean force) {
		for (JournalState state = this.lead.state(); !state.keptRuns().isEmpty(); state = this.lead.state()) {
			RunRow oldest = state.runs().get(0);
			new VersionSchemaCleaning(this.lead).moveForeignObjects(state);
			Retirement.of(this.lead, state, oldest).during(force, () -> begin(List.of(oldest)));
			new Contraction(this.lead).finish(oldest);
		}
		new VersionSchemaCleaning(this.lead).removeOldTombstones();
		return Outcome.done(live(this.lead.state()));
	}

	private static Outcome nothing(JournalState state) {
		return Outcome.nothing(VersionNames.onlyLive(state));
	}

	private static String live(JournalState state) {
		List<String> live = state.versions()
			.stream()
			.filter((version) -> version.state() == VersionRow.State.LIVE)
			.map((version) -> '"' + version.name() + '"')
			.toList();
		return (live.size() == 1) ? "Only version %s is live now.".formatted(live.get(0))
				: "These versions are live now: %s.".formatted(live.stream().collect(Collectors.joining(", ")));
	}

}
