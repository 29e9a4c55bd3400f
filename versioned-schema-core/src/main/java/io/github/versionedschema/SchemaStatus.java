package io.github.versionedschema;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.ClientGroup;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows about its versions at one moment.
 *
 * @param baseSchema where the tables are
 * @param phase what is going on
 * @param applicationVersion the version that this application was written for, or null
 * when it has no migrations
 * @param usable whether sessions may attach to the application's version
 * @param versions all versions that are or were known, oldest first
 * @param pending names of this application's migrations that the database has not seen
 * @param progress of the last backfill that was begun, while a version is being brought
 * into being, or null
 * @param step title of the step that runs or failed, or null
 * @param stepsDone number of steps done in the current transition
 * @param stepsTotal number of steps of the current transition
 * @param blocker who keeps the leader waiting for a lock, or null
 * @param error why the last transition stopped, or null
 * @param paused whether the operator paused the backfill
 * @param throttled why the backfill is slower than it could be, or null
 * @param leader host of the instance that leads at this moment, or null
 * @param next what the operator can do next, for people
 * @param history what was migrated so far, and what was undone, oldest first
 */
public record SchemaStatus(String baseSchema, MigrationPhase phase, @Nullable String applicationVersion, boolean usable,
		List<VersionStatus> versions, List<String> pending, @Nullable Progress progress, @Nullable String step,
		int stepsDone, int stepsTotal, @Nullable String blocker, @Nullable String error, boolean paused,
		@Nullable String throttled, @Nullable String leader, String next, List<HistoryEntry> history) {

	/** What is going on in a base schema. */
	public enum MigrationPhase {

		/** Nothing of ours is in the database yet. */
		UNTOUCHED,

		/** One version is live and nothing is under way. */
		STEADY,

		/** The schema is being expanded. */
		EXPANDING,

		/** Two versions are live. */
		EXPANDED,

		/** The old version is retired, and kept: it can be made live again. */
		KEPT,

		/** The old version is retired; the schema is being contracted. */
		COMPLETING,

		/** The new version is being undone. */
		ABORTING

	}

	/** Whether sessions may attach to a version. */
	public enum VersionState {

		/** Not yet. */
		PREPARING,

		/** Yes. */
		LIVE,

		/** No, until it is made live again: nothing that it needs has gone. */
		KEPT,

		/** Never again. */
		RETIRED;

		/** Returns the word for it, as in JSON. */
		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * One version.
	 *
	 * @param name the version's name; empty for what was there before the first migration
	 * @param schema its version schema, or null when it has none
	 * @param state whether sessions may attach to it
	 * @param since when it came into that state
	 * @param sessions those that are attached; with the oldest live version also those of
	 * the application's role that are attached to none
	 * @param searchPath the path a client has to set to use it
	 */
	public record VersionStatus(String name, @Nullable String schema, VersionState state, @Nullable Instant since,
			List<SessionStatus> sessions, @Nullable String searchPath) {

		/** Returns the sessions by application, host and role. */
		@JsonProperty
		public List<ClientGroup> groups() {
			return ClientGroup.of(this.sessions.stream().map(SessionStatus::session).toList());
		}

		/**
		 * Returns those sessions by application, host and role that are attached, or that
		 * are not.
		 * @param attached which of them
		 */
		public List<ClientGroup> groups(boolean attached) {
			return ClientGroup.of(this.sessions.stream()
				.filter((session) -> session.attached() == attached)
				.map(SessionStatus::session)
				.toList());
		}

	}

	/**
	 * A session that uses a version.
	 *
	 * @param pid of its server process
	 * @param user the role
	 * @param application its {@code application_name}
	 * @param address of the client, or null for a local socket
	 * @param since when it connected
	 * @param state its state, e.g. {@code idle}
	 * @param attached whether it is attached to the version; a session that is attached
	 * to none counts as a user of the oldest live one
	 */
	public record SessionStatus(int pid, @Nullable String user, @Nullable String application, @Nullable String address,
			@Nullable Instant since, @Nullable String state, boolean attached) {

		private AttachedSession session() {
			return new AttachedSession(this.pid, this.user, this.application, this.address, this.since, this.state);
		}

	}

	/**
	 * How far a backfill is.
	 *
	 * @param table that is being filled
	 * @param rows done so far
	 * @param total estimated number of rows
	 * @param rowsPerSecond over the last batches
	 * @param percent done, 0 to 100
	 * @param elapsedSeconds since it began
	 * @param secondsLeft estimated, or null below one percent
	 */
	public record Progress(String table, long rows, long total, double rowsPerSecond, double percent,
			double elapsedSeconds, @Nullable Double secondsLeft) {
	}

}
