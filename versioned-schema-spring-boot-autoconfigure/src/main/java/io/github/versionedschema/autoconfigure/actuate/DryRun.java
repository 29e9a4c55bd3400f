package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.SchemaStatus.SessionStatus;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.autoconfigure.actuate.ActionResult.Result;
import io.github.versionedschema.autoconfigure.transition.Transition;
import io.github.versionedschema.autoconfigure.transition.TransitionRequest;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.session.ClientGroup;
import org.jspecify.annotations.Nullable;

/**
 * Predicts the result of a transition that removes versions, as far as a status shows it.
 */
final class DryRun {

	private final SchemaStatus status;

	private final List<VersionStatus> live;

	private final List<VersionStatus> kept;

	DryRun(SchemaStatus status) {
		this.status = status;
		this.live = in(VersionState.LIVE);
		this.kept = in(VersionState.KEPT);
	}

	private List<VersionStatus> in(VersionState state) {
		return this.status.versions().stream().filter((version) -> version.state() == state).toList();
	}

	ActionResult of(TransitionRequest request) {
		String action = request.transition().toString();
		MigrationPhase phase = this.status.phase();
		if (phase == MigrationPhase.STEADY || phase == MigrationPhase.UNTOUCHED) {
			return ActionResult.of(action, Result.NOTHING, this.status.next());
		}
		if (phase != MigrationPhase.EXPANDED && phase != MigrationPhase.KEPT) {
			return refused(action, this.status.next());
		}
		if (request.version() != null
				&& this.live.stream().noneMatch((version) -> version.name().equals(request.version()))) {
			return refused(action, "Version \"%s\" is not live. Live: %s.".formatted(request.version(),
					this.live.stream().map(DryRun::name).collect(Collectors.joining(", "))));
		}
		List<VersionStatus> leaving = leaving(request);
		if (leaving.isEmpty()) {
			return (request.transition() == Transition.COMPLETE || request.transition() == Transition.RETIRE)
					? ActionResult.of(action, Result.NOTHING, this.status.next()) : refused(action, this.status.next());
		}
		return of(action, leaving);
	}

	private static ActionResult refused(String action, String message) {
		return new ActionResult(action, Result.REFUSED, message, Reason.WRONG_PHASE, List.of());
	}

	/** Returns the versions that would be removed or retired, oldest first. */
	private List<VersionStatus> leaving(TransitionRequest request) {
		return switch (request.transition()) {
			case COMPLETE -> Stream.concat(this.kept.stream(), before(request.version()).stream()).toList();
			case RETIRE -> before(request.version());
			case CONTRACT -> this.kept;
			case ABORT ->
				(this.live.size() > 1) ? this.live.subList(this.live.size() - 1, this.live.size()) : List.of();
			case EXPAND, REVERT, FILL -> List.of();
		};
	}

	private List<VersionStatus> before(@Nullable String version) {
		String oldest = (version != null) ? version : this.live.get(this.live.size() - 1).name();
		return this.live.stream().takeWhile((older) -> !older.name().equals(oldest)).toList();
	}

	private static ActionResult of(String action, List<VersionStatus> leaving) {
		List<UsingSession> sessions = leaving.stream().flatMap(UsingSession::of).toList();
		if (sessions.isEmpty()) {
			return ActionResult.of(action, Result.WOULD_RUN, "No session uses a version that would be removed: %s."
				.formatted(leaving.stream().map(DryRun::name).collect(Collectors.joining(", "))));
		}
		return new ActionResult(action, Result.REFUSED,
				"Sessions use versions that would be removed. %s%s".formatted(leaving.stream()
					.filter((version) -> !version.sessions().isEmpty())
					.map(DryRun::sessions)
					.collect(Collectors.joining(" ")), unattached(sessions)),
				Reason.SESSIONS_ATTACHED, sessions);
	}

	private static String sessions(VersionStatus version) {
		return "%s: %s.".formatted(version.name().isEmpty() ? "The state before the first migration" : name(version),
				version.groups().stream().map(ClientGroup::toString).collect(Collectors.joining("; ")));
	}

	private static String unattached(List<UsingSession> sessions) {
		long count = sessions.stream().filter((session) -> !session.session().attached()).count();
		return (count > 0)
				? " %d of them are attached to no version, and count as users of the oldest live one.".formatted(count)
				: "";
	}

	private static String name(VersionStatus version) {
		return version.name().isEmpty() ? "the state before the first migration" : '"' + version.name() + '"';
	}

	/**
	 * A session, with the version that it uses.
	 *
	 * @param version name of the version
	 * @param session the session, unwrapped into the JSON
	 */
	record UsingSession(String version, @JsonUnwrapped SessionStatus session) {

		static Stream<UsingSession> of(VersionStatus version) {
			return version.sessions().stream().map((session) -> new UsingSession(version.name(), session));
		}

	}

}
