package io.github.versionedschema;

import java.util.List;
import java.util.Optional;

import io.github.versionedschema.execute.JournalState;
import io.github.versionedschema.execute.RunRow;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.plan.Plan.PlannedMigration;
import io.github.versionedschema.plan.Plan;

/**
 * Brings the application's version into being: by leading, or by waiting for the instance
 * that leads.
 */
final class ExpandTransition {

	private final Engine engine;

	ExpandTransition(Engine engine) {
		this.engine = engine;
	}

	Outcome run() {
		List<Migration> files = this.engine.migrations().list();
		if (files.isEmpty()) {
			return Outcome.nothing("There are no migrations.");
		}
		Goal goal = new Goal(files);
		Candidate candidate = new Candidate(this.engine, goal);
		Optional<Lead> lead = candidate.awaitTurn();
		if (lead.isPresent()) {
			return lead(lead.get(), goal);
		}
		return candidate.hasWaited()
				? Outcome.done("Another instance made version \"%s\" live.".formatted(goal.version()))
				: Outcome.nothing("Version \"%s\" is live already.".formatted(goal.version()));
	}

	private static Outcome lead(Lead lead, Goal goal) {
		try (lead) {
			boolean changed = false;
			for (JournalState state = lead.state(); !goal.isReached(state); state = lead.state()) {
				goOn(lead, goal, state);
				changed = true;
			}
			return changed ? Outcome.done("Version \"%s\" is live.".formatted(goal.version()))
					: Outcome.nothing("Version \"%s\" is live already.".formatted(goal.version()));
		}
	}

	private static void goOn(Lead lead, Goal goal, JournalState state) {
		RunRow run = state.run();
		if (run == null) {
			begin(lead, goal, state);
			return;
		}
		switch (run.phase()) {
			case EXPANDING -> resume(lead, goal, state, run);
			case COMPLETING -> new Contraction(lead).finish(run);
			case ABORTING -> new Undoing(lead).finish(run);
			case EXPANDED, COMPLETED, ABORTED ->
				throw new IllegalStateException("A run in phase " + run.phase() + " leaves nothing to do");
		}
	}

	private static void begin(Lead lead, Goal goal, JournalState state) {
		List<Migration> pending = goal.pending(state);
		Bootstrap bootstrap = new Bootstrap(lead, state);
		if (pending.isEmpty()) {
			bootstrap.end(goal.version());
			return;
		}
		new Leftovers(lead).requireNone();
		Drafting drafting = new Drafting(lead, state, pending);
		if (drafting.isBootstrap()) {
			Plan plan = drafting.plan(pending.subList(0, 1));
			bootstrap.leaveIntermediateVersions();
			new Expansion(lead).begin(state, plan, true);
		}
		else {
			new Expansion(lead).begin(state, drafting.plan(pending), false);
		}
		RunRow run = lead.state().run();
		if (run != null) {
			new Expansion(lead).finish(run, false);
		}
	}

	/**
	 * A run whose migrations are no longer what they were is undone: nobody has used it.
	 */
	private static void resume(Lead lead, Goal goal, JournalState state, RunRow run) {
		List<PlannedMigration> pending = goal.pending(state)
			.stream()
			.map((file) -> new PlannedMigration(file.name(), file.version(), file.checksum()))
			.toList();
		List<PlannedMigration> planned = run.plan().migrations();
		if (planned.size() <= pending.size() && planned.equals(pending.subList(0, planned.size()))) {
			new Expansion(lead).finish(run, true);
		}
		else {
			Undoing undoing = new Undoing(lead);
			undoing.begin(run);
			undoing.finish(run);
		}
	}

}
