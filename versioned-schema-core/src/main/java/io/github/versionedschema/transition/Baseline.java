package io.github.versionedschema.transition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.BaselineFile;
import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.engine.ApplicationMigrations;
import io.github.versionedschema.engine.Lead;
import io.github.versionedschema.engine.UnversionedSessions;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.MigrationRow;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.pending.Drafting;
import io.github.versionedschema.pending.History;
import io.github.versionedschema.pending.WrongPhase;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.ClientGroup;

/**
 * Records migrations as already applied. Their version becomes live on the existing
 * tables.
 */
public final class Baseline {

	private final Lead lead;

	public Baseline(Lead lead) {
		this.lead = lead;
	}

	/**
	 * Describes the base schema as a migration file.
	 * @throws RefusedException if tables are in the state between two versions
	 */
	public BaselineFile describe() {
		this.lead.state().newestRun().ifPresent((run) -> {
			throw WrongPhase.of(run, "written as a baseline");
		});
		return this.lead.describe();
	}

	/**
	 * Records migrations.
	 * @param migrations the application's migrations up to the given one
	 * @param files all migrations of the application
	 */
	public Outcome record(List<Migration> migrations, List<Migration> files) {
		JournalState state = this.lead.state();
		History history = new History(files, state);
		if (migrations.stream().allMatch(history::isApplied)) {
			return Outcome.nothing("These migrations are already in the history.");
		}
		Optional<RunRow> run = state.newestRun();
		if (run.isPresent()) {
			throw WrongPhase.of(run.get(), "followed by a baseline");
		}
		if (!state.migrations().isEmpty()) {
			return recordBefore(migrations, history, state);
		}
		String version = ApplicationMigrations.versionOf(migrations);
		if (state.newestLive().isPresent()) {
			return followInitialVersion(migrations, state);
		}
		new FirstVersion(this.lead, state).make(version, migrations);
		return Outcome.done("Recorded %d migrations as applied; version \"%s\" is live.%s".formatted(migrations.size(),
				version, unversioned()));
	}

	/** Migrations that other tools applied before the first migration in the history. */
	private Outcome recordBefore(List<Migration> migrations, History history, JournalState state) {
		List<Migration> unseen = migrations.stream().filter((file) -> !history.isApplied(file)).toList();
		if (!history.earlier(migrations).equals(unseen)) {
			throw new RefusedException(Reason.WRONG_PHASE,
					"The history already has migrations (%s), and not all of the given ones come before them: %s."
						.formatted(
								state.migrations().stream().map(MigrationRow::name).collect(Collectors.joining(", ")),
								unseen.stream().map(Migration::location).collect(Collectors.joining(", "))),
					"A baseline records what was in the database before the first migration.", List.of());
		}
		this.lead.record(() -> this.lead.journal().history().recordBefore(FirstVersion.planned(unseen)));
		return Outcome.done("Recorded %d migrations as applied before those in the history: %s."
			.formatted(unseen.size(), unseen.stream().map(Migration::name).collect(Collectors.joining(", "))));
	}

	/** Sessions of a release without migrations are attached to this version. */
	private Outcome followInitialVersion(List<Migration> migrations, JournalState state) {
		List<Migration> unchanged = migrations.stream().map(Migration::withoutOperations).toList();
		Expansion expansion = new Expansion(this.lead);
		expansion.begin(state, new Drafting(this.lead, state, unchanged).plan(unchanged), false);
		expansion.finish(this.lead.state().transition().orElseThrow(), false);
		return Outcome.done("""
				Recorded %d migrations as applied; version "%s" is live beside "%s", with the same tables. Complete it \
				when no session uses "%3$s" any longer.""".formatted(migrations.size(),
				ApplicationMigrations.versionOf(migrations), VersionedSchema.INITIAL_VERSION));
	}

	private String unversioned() {
		List<AttachedSession> sessions = UnversionedSessions.seenBy(this.lead, this.lead.state()).list();
		return sessions.isEmpty() ? "" : """
				 Sessions of the application's role that are attached to no version count as its users until they end: \
				%s.""".formatted(ClientGroup.describe(sessions));
	}

}
