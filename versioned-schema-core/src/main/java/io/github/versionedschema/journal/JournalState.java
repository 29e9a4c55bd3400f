package io.github.versionedschema.journal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The state of a base schema in the journal at one moment.
 *
 * @param versions all current and former versions, oldest first
 * @param migrations the history, in the order of application
 * @param runs the runs that are not finished, oldest first: one between each two
 * neighbouring live versions
 * @param bootstrapped whether versioned-schema filled, or is filling, an empty database
 * @param paused whether the operator has paused the backfill
 */
public record JournalState(List<VersionRow> versions, List<MigrationRow> migrations, List<RunRow> runs,
		boolean bootstrapped, boolean paused) {

	/** The state if no journal is installed. */
	public static final JournalState EMPTY = new JournalState(List.of(), List.of(), List.of(), false, false);

	public JournalState {
		versions = List.copyOf(versions);
		migrations = List.copyOf(migrations);
		runs = List.copyOf(runs);
	}

	/**
	 * Returns the migrations that are applied. Those of a run whose version was never
	 * published are not, as no client has used their objects.
	 */
	public List<MigrationRow> applied() {
		Set<Long> unpublished = this.runs.stream()
			.filter((run) -> run.phase() == RunRow.Phase.EXPANDING || run.phase() == RunRow.Phase.ABORTING)
			.map(RunRow::id)
			.collect(Collectors.toSet());
		return this.migrations.stream().filter((row) -> row.run() == null || !unpublished.contains(row.run())).toList();
	}

	/** Returns the newest run that is not finished, which abort undoes. */
	public Optional<RunRow> newestRun() {
		return this.runs.isEmpty() ? Optional.empty() : Optional.of(this.runs.get(this.runs.size() - 1));
	}

	/** Returns the run whose transition was begun and has not ended. */
	public Optional<RunRow> transition() {
		return this.runs.stream().filter((run) -> run.phase().isTransition()).findFirst();
	}

	/** Returns the runs before which the versions are retired and kept, oldest first. */
	public List<RunRow> keptRuns() {
		return this.runs.stream().filter((run) -> run.phase() == RunRow.Phase.KEPT).toList();
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
	 * Returns whether a version is retired and can be made live again. While a complete
	 * removes versions, none can.
	 */
	public boolean isRevertible(VersionRow version) {
		return isKept(version) && this.runs.stream().noneMatch((run) -> run.phase() == RunRow.Phase.COMPLETING);
	}

	/** Returns whether a version is retired, and everything that it needs is kept. */
	public boolean isKept(VersionRow version) {
		return keptRuns().stream().anyMatch((run) -> version.name().equals(run.fromVersion()));
	}

	/**
	 * Returns whether a retired version is kept or being removed, so that its schema is
	 * needed.
	 */
	public boolean isUnfinished(VersionRow version) {
		return this.runs.stream().anyMatch((run) -> version.name().equals(run.fromVersion()));
	}

	/**
	 * Returns whether an empty database is being filled. No client can have used it yet,
	 * as no version was ever live.
	 */
	public boolean isBootstrapping() {
		return this.bootstrapped && this.versions.stream().allMatch((version) -> version.liveAt() == null);
	}

}
