package io.github.versionedschema.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.engine.Engine;
import io.github.versionedschema.engine.UnversionedSessions;
import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.journal.ActionStore;
import io.github.versionedschema.journal.HistoryEntry;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.LastAction;
import io.github.versionedschema.journal.MigrationRow;
import io.github.versionedschema.journal.RunRow;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.leader.LeaderQuery.CurrentLeader;
import io.github.versionedschema.leader.Observer;
import io.github.versionedschema.lock.BlockerQuery;
import io.github.versionedschema.postgres.ServerPath;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.Presence;
import org.jspecify.annotations.Nullable;

/**
 * Reads the status of a base schema, on a read-only connection.
 */
public final class StatusReader {

	private final Engine engine;

	private final Observer observer;

	public StatusReader(Engine engine, Observer observer) {
		this.engine = engine;
		this.observer = observer;
	}

	public SchemaStatus read() {
		JournalState state = this.observer.journal().read();
		RunRow run = state.transition().or(state::newestRun).orElse(null);
		ActionStore actions = new ActionStore(this.observer.jdbc(), this.engine.settings().baseSchema());
		boolean installed = this.observer.journal().isInstalled();
		LastAction action = installed ? actions.action().orElse(null) : null;
		CurrentLeader leader = this.observer.leader().find().orElse(null);
		RunProgress progress = (run != null) ? new RunProgressReader(this.observer, run).read() : RunProgress.NONE;
		String version = this.engine.migrations().version();
		List<VersionStatus> versions = versions(state);
		List<String> pending = pending(state);
		List<HistoryEntry> history = this.observer.journal().history();
		return new SchemaStatus(this.engine.settings().baseSchema(), phase(state), version,
				state.version(version).filter((row) -> row.state() == VersionRow.State.LIVE).isPresent(), versions,
				pending, progress.backfill(), progress.step(), progress.stepsDone(), progress.stepsTotal(),
				blocker(leader, state), installed ? actions.blocker().orElse(null) : null,
				error(state, history, pending), state.paused(), progress.throttled(), leader(leader, state),
				new NextStep(state, leader != null, versions).describe(),
				(leader != null) ? action : withoutLeader(action, actions), history);
	}

	/** The action may have ended, or another one may have begun, since it was read. */
	private static @Nullable LastAction withoutLeader(@Nullable LastAction action, ActionStore actions) {
		if (action == null || action.finishedAt() != null) {
			return action;
		}
		LastAction now = actions.action().orElse(action);
		return now.equals(action) ? now.lost() : now;
	}

	private static MigrationPhase phase(JournalState state) {
		if (state.runs().isEmpty()) {
			return state.versions().isEmpty() ? MigrationPhase.UNTOUCHED : MigrationPhase.STEADY;
		}
		return switch (state.transition().map(RunRow::phase).orElse(RunRow.Phase.EXPANDED)) {
			case EXPANDING -> MigrationPhase.EXPANDING;
			case COMPLETING -> MigrationPhase.COMPLETING;
			case ABORTING -> MigrationPhase.ABORTING;
			case EXPANDED, KEPT, COMPLETED, ABORTED ->
				state.keptRuns().isEmpty() ? MigrationPhase.EXPANDED : MigrationPhase.KEPT;
		};
	}

	/**
	 * Of an expand that was undone, only the history is left. It no longer matters when
	 * the application does not have the migration any more.
	 */
	private static @Nullable String error(JournalState state, List<HistoryEntry> history, List<String> pending) {
		if (state.transition().isPresent() || history.isEmpty()) {
			return state.transition().map(RunRow::error).orElse(null);
		}
		HistoryEntry last = history.get(history.size() - 1);
		return pending.contains(last.migration()) ? last.error() : null;
	}

	private List<VersionStatus> versions(JournalState state) {
		Presence presence = new Presence(this.observer.jdbc());
		Map<Integer, List<AttachedSession>> attached = presence.attached();
		List<SessionStatus> unversioned = sessions(
				new UnversionedSessions(this.engine.settings(), state, presence, attached, currentRole()).list(),
				false);
		List<VersionStatus> versions = new ArrayList<>();
		String role = applicationRole();
		SearchPath path = new ServerPath(this.observer.jdbc()).of(role);
		boolean listed = isOriginalLive(state);
		if (listed) {
			versions.add(new VersionStatus("", null, originalState(state), null, unversioned,
					Identifier.quote(this.engine.settings().baseSchema())));
		}
		for (VersionRow version : state.versions()) {
			List<SessionStatus> sessions = new ArrayList<>(
					sessions(attached.getOrDefault(version.id(), List.of()), true));
			VersionState versionState = versionState(version, state);
			if (!listed && (versionState == VersionState.LIVE || versionState == VersionState.KEPT)) {
				sessions.addAll(unversioned);
				listed = true;
			}
			versions.add(new VersionStatus(version.name(), version.schemaName(), versionState, version.since(),
					List.copyOf(sessions),
					(versionState == VersionState.RETIRED) ? null : searchPath(version, path, role)));
		}
		return versions;
	}

	private static VersionState versionState(VersionRow version, JournalState state) {
		return switch (version.state()) {
			case PREPARING -> VersionState.PREPARING;
			case LIVE -> VersionState.LIVE;
			case RETIRED -> state.isKept(version) ? VersionState.KEPT : VersionState.RETIRED;
		};
	}

	/** Whether the state before the first migration still counts as a version. */
	private static boolean isOriginalLive(JournalState state) {
		if (state.runs().isEmpty()) {
			return state.versions().isEmpty();
		}
		RunRow run = state.runs().get(0);
		return run.plan().from() == null && !run.plan().direct() && run.phase() != RunRow.Phase.COMPLETING;
	}

	/** Later versions may be in another phase. */
	private static VersionState originalState(JournalState state) {
		boolean kept = !state.runs().isEmpty() && state.runs().get(0).phase() == RunRow.Phase.KEPT;
		return kept ? VersionState.KEPT : VersionState.LIVE;
	}

	private String searchPath(VersionRow version, SearchPath path, String role) {
		return path.ofVersion(version.schemaName(), this.engine.settings().baseSchema(), role).sql();
	}

	private String applicationRole() {
		String role = this.engine.settings().applicationRole();
		return (role != null) ? role : currentRole();
	}

	private String currentRole() {
		return this.observer.jdbc().sql("select current_user::text").query(String.class).single();
	}

	private static List<SessionStatus> sessions(List<AttachedSession> sessions, boolean attached) {
		return sessions.stream()
			.map((session) -> new SessionStatus(session.pid(), session.user(), session.application(), session.address(),
					session.since(), session.state(), attached))
			.toList();
	}

	private List<String> pending(JournalState state) {
		Set<String> seen = state.applied().stream().map(MigrationRow::name).collect(Collectors.toSet());
		List<String> names = this.engine.migrations().names();
		// Migrations before the first applied one are part of the state before the first
		// migration.
		boolean anySeen = names.stream().anyMatch(seen::contains);
		return names.stream()
			.skip(anySeen ? names.stream().takeWhile((name) -> !seen.contains(name)).count() : 0)
			.filter((name) -> !seen.contains(name))
			.toList();
	}

	private @Nullable String blocker(@Nullable CurrentLeader leader, JournalState state) {
		List<String> blockers = (leader != null) ? new BlockerQuery(this.observer.jdbc()).blockersOf(leader.pid())
			.stream()
			.map(Blocker::toString)
			.toList() : strangers(state);
		return blockers.isEmpty() ? null : String.join("; ", blockers);
	}

	/**
	 * While there is no leader, a session that holds a leader's lock blocks the next
	 * leader.
	 */
	private List<String> strangers(JournalState state) {
		List<String> strangers = new ArrayList<>();
		this.observer.leader()
			.stranger()
			.ifPresent((holder) -> strangers.add("the leader's lock is held by %s, which cannot lead; end it: %s"
				.formatted(holder, holder.ending())));
		Presence presence = new Presence(this.observer.jdbc());
		for (VersionRow version : state.versions()) {
			if (version.state() == VersionRow.State.LIVE) {
				presence.holdingUnattached(version.id(), version.schemaName())
					.forEach((session) -> strangers.add(
							"the lock of version \"%s\" is held by %s, which is not attached; end it: SELECT pg_terminate_backend(%d)"
								.formatted(version.name(), session, session.pid())));
			}
		}
		return strangers;
	}

	/**
	 * The leader of a transition records its host when it begins or resumes it. Otherwise
	 * only its session is known.
	 */
	private static @Nullable String leader(@Nullable CurrentLeader leader, JournalState state) {
		if (leader == null) {
			return null;
		}
		return state.transition().map((run) -> "%s (%s)".formatted(run.host(), leader)).orElseGet(leader::toString);
	}

}
