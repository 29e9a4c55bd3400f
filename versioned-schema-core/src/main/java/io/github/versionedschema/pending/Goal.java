package io.github.versionedschema.pending;

import java.util.List;
import java.util.Optional;

import io.github.versionedschema.engine.ApplicationMigrations;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.migration.Migration;

/**
 * The goal of expand: the version of the last migration is live or, without migrations, a
 * version of the existing tables.
 */
public final class Goal {

	private final List<Migration> files;

	private final String version;

	public Goal(List<Migration> files) {
		this.files = files;
		this.version = ApplicationMigrations.versionOf(files);
	}

	public String version() {
		return this.version;
	}

	/** Returns the migrations to apply. */
	public List<Migration> pending(JournalState state) {
		return new History(this.files, state).pending();
	}

	/**
	 * Returns whether sessions may attach to the version.
	 * @throws RefusedException if the goal cannot be reached from the current state
	 */
	public boolean isReached(JournalState state) {
		List<Migration> pending = pending(state);
		Optional<VersionRow> row = state.version(this.version);
		VersionRow.State reached = row.map(VersionRow::state).orElse(null);
		if (reached == VersionRow.State.LIVE) {
			return true;
		}
		if (row.filter(state::isRevertible).isPresent()) {
			throw new RefusedException(Reason.RETIRED,
					"Version \"%s\" was retired at %s, and everything that it needs is kept.".formatted(this.version,
							row.get().since()),
					"Revert, which makes it live again, or deploy a release for the live version: %s."
						.formatted(liveVersion(state)),
					List.of());
		}
		if (reached == VersionRow.State.RETIRED) {
			throw new RefusedException(Reason.RETIRED, "Version \"%s\" was retired at %s and can never be used again."
				.formatted(this.version, row.get().since()), whatToDeploy(state), List.of());
		}
		if (reached == null && this.files.isEmpty() && !state.versions().isEmpty()) {
			throw new RefusedException(Reason.WRONG_PHASE,
					"This application has no migrations, but migrations were applied to the database.",
					whatToDeploy(state), List.of());
		}
		if (reached == null && pending.isEmpty() && !this.files.isEmpty()) {
			throw new RefusedException(Reason.RETIRED,
					"Version \"%s\" never became live on its own: its migration was applied together with later ones."
						.formatted(this.version),
					whatToDeploy(state), List.of());
		}
		return false;
	}

	private static String liveVersion(JournalState state) {
		return state.newestLive().map((live) -> '"' + live.name() + '"').orElse("none");
	}

	private static String whatToDeploy(JournalState state) {
		return state.newestLive()
			.map((live) -> "Deploy a release for version \"%s\", which is live.".formatted(live.name()))
			.orElse("No version is live; deploy the newest release.");
	}

}
