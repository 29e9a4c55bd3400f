package io.github.versionedschema;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.versionedschema.event.Progress;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.journal.LastAction;
import io.github.versionedschema.journal.LastBlocker;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.ClientGroup;
import org.jspecify.annotations.Nullable;

/**
 * The state of a base schema and its versions at one moment.
 *
 * @param baseSchema the schema that contains the tables
 * @param phase the current phase
 * @param applicationVersion the version that this application was written for
 * @param usable whether sessions may attach to the application's version
 * @param versions all current and former versions, oldest first
 * @param pending names of this application's migrations that have not been applied
 * @param progress progress of the last backfill that was started, while a version is
 * being created, or null
 * @param step title of the step that is running or has failed, or null
 * @param stepsDone number of steps done in the current transition
 * @param stepsTotal number of steps of the current transition
 * @param blocker the session that keeps the leader waiting for a lock, or null
 * @param lastBlocker what the last transition that stopped waited for in vain, until one
 * succeeds; or null
 * @param error why the last transition stopped or the last expand was undone, or null
 * @param paused whether the operator paused the backfill
 * @param throttled why the backfill is slower than it could be, or null
 * @param leader the current leader: its session, and during a transition also its host;
 * or null
 * @param next what the operator can do next, as readable text
 * @param lastAction the transition that an operator requested last, on any instance, or
 * null
 * @param history the migrations that were applied or undone so far, oldest first
 */
public record SchemaStatus(String baseSchema, MigrationPhase phase, String applicationVersion, boolean usable,
		List<VersionStatus> versions, List<String> pending, @Nullable Progress progress, @Nullable String step,
		int stepsDone, int stepsTotal, @Nullable String blocker, @Nullable LastBlocker lastBlocker,
		@Nullable String error, boolean paused, @Nullable String throttled, @Nullable String leader, String next,
		@JsonInclude(Include.NON_NULL) @Nullable LastAction lastAction, List<HistoryEntry> history) {

	/** The current phase of a base schema. */
	public enum MigrationPhase {

		/** The journal has not been created yet. */
		UNTOUCHED,

		/** One version is live and no migration is in progress. */
		STEADY,

		/** The schema is being expanded. */
		EXPANDING,

		/** Two or more versions are live. */
		EXPANDED,

		/** Older versions are retired and kept. They can be made live again. */
		KEPT,

		/** An older version is retired; the schema is being contracted. */
		COMPLETING,

		/** The newest version is being undone. */
		ABORTING

	}

	/** Whether sessions may attach to a version. */
	public enum VersionState {

		/** Sessions cannot attach yet. */
		PREPARING,

		/** Sessions can attach. */
		LIVE,

		/**
		 * Sessions cannot attach until the version is made live again. Everything that it
		 * needs is kept.
		 */
		KEPT,

		/** Sessions can never attach again. */
		RETIRED;

		/** Returns the name of the state as used in JSON. */
		@JsonValue
		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

	/**
	 * One version.
	 *
	 * @param name the version's name; empty for the state before the first migration
	 * @param schema its version schema, or null when it has none
	 * @param state whether sessions may attach to it
	 * @param since when it entered that state
	 * @param sessions the attached sessions; for the oldest live version also the
	 * sessions of the application's role that are attached to no version
	 * @param searchPath the search path that a client has to set to use the version
	 */
	public record VersionStatus(String name, @Nullable String schema, VersionState state, @Nullable Instant since,
			List<SessionStatus> sessions, @Nullable String searchPath) {

		/** Returns the sessions by application, host and role. */
		@JsonProperty
		public List<ClientGroup> groups() {
			return ClientGroup.of(this.sessions.stream().map(SessionStatus::session).toList());
		}

		/**
		 * Returns the attached or the unattached sessions by application, host and role.
		 * @param attached whether to return the attached sessions
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
	 * @param pid process ID of its server process
	 * @param user the role
	 * @param application its {@code application_name}
	 * @param address address of the client, or null for a local socket
	 * @param since when it connected
	 * @param state its state, e.g. {@code idle}
	 * @param attached whether it is attached to the version; a session that is attached
	 * to no version counts as a user of the oldest live version
	 */
	public record SessionStatus(int pid, @Nullable String user, @Nullable String application, @Nullable String address,
			@Nullable Instant since, @Nullable String state, boolean attached) {

		private AttachedSession session() {
			return new AttachedSession(this.pid, this.user, this.application, this.address, this.since, this.state,
					null);
		}

	}

}
