package io.github.versionedschema.journal;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The state of a base schema in the journal at one moment.
 *
 * @param versions all current and former versions, oldest first
 * @param migrations the history, in the order of application
 * @param run the run that is not finished, or null
 * @param bootstrapped whether versioned-schema filled, or is filling, an empty database
 * @param paused whether the operator has paused the backfill
 */
public record JournalState(List<VersionRow> versions, List<MigrationRow> migrations, @Nullable RunRow run,
		boolean bootstrapped, boolean paused) {

	/** The state if no journal is installed. */
	public static final JournalState EMPTY = new JournalState(List.of(), List.of(), null, false, false);

	public JournalState {
		versions = List.copyOf(versions);
		migrations = List.copyOf(migrations);
	}

	/** Returns the version of that name. */
	public Optional<VersionRow> version(@Nullable String name) {
		return this.versions.stream().filter((version) -> version.name().equals(name)).findFirst();
	}

	/** Returns the newest version that sessions may attach to. */
	public Optional<VersionRow> newestLive() {
		return this.versions.stream()
			.filter((version) -> version.state() == VersionRow.State.LIVE)
			.reduce((older, newer) -> newer);
	}

	/**
	 * Returns whether a version is retired and can be made live again.
	 */
	public boolean isKept(VersionRow version) {
		return this.run != null && this.run.phase() == RunRow.Phase.KEPT
				&& version.name().equals(this.run.fromVersion());
	}

	/**
	 * Returns whether an empty database is being filled. No client can have used it yet,
	 * as no version was ever live.
	 */
	public boolean isBootstrapping() {
		return this.bootstrapped && this.versions.stream().allMatch((version) -> version.liveAt() == null);
	}

}
