package io.github.versionedschema.transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.pending.LiveChain;
import io.github.versionedschema.pending.WrongPhase;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Step;

/**
 * Fills values of newer versions in rows that were written without the sync triggers,
 * while several versions are live. Rows that have a value, and rows in which a newer
 * version wrote null, are not changed.
 */
public final class FillTransition {

	private final Lead lead;

	public FillTransition(Lead lead) {
		this.lead = lead;
	}

	public Outcome run() {
		JournalState state = this.lead.state();
		Optional<RunRow> begun = state.transition();
		if (begun.isPresent()) {
			throw WrongPhase.of(begun.get(), "filled");
		}
		if (state.runs().isEmpty()) {
			return Outcome.nothing("No migration is under way, so no row can lack values of a newer version.");
		}
		List<String> filled = LiveChain.refreshed(this.lead, state)
			.runs()
			.stream()
			.flatMap((run) -> fill(run).stream())
			.toList();
		return filled.isEmpty() ? Outcome.nothing("No row lacks values of %s.".formatted(newer(state.runs())))
				: Outcome.done("Filled: %s.".formatted(String.join("; ", filled)));
	}

	private static String newer(List<RunRow> runs) {
		return runs.stream()
			.map((run) -> '"' + run.toVersion() + '"')
			.collect(Collectors.joining(", ", (runs.size() == 1) ? "version " : "versions ", ""));
	}

	/**
	 * Fills values of the version that a run created.
	 * @return what was filled
	 */
	List<String> fill(RunRow run) {
		List<String> filled = new ArrayList<>();
		for (Step step : run.plan().steps()) {
			if (step.phase() == Phase.REPAIR && step.action() instanceof Action.Backfill backfill
					&& this.lead.executor().repair(run.id(), run.toVersion(), step, backfill)) {
				filled.add(String.join(", ", backfill.columns()) + " of " + backfill.table());
			}
		}
		if (!filled.isEmpty()) {
			this.lead.questions().requireReferences(run.plan());
		}
		return filled;
	}

}
