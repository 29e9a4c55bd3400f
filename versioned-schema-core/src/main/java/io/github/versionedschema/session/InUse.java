package io.github.versionedschema.session;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.execute.RefusedException;
import io.github.versionedschema.execute.RefusedException.Reason;

/**
 * The refusals of a gate: who is in the way, since when, and what to do.
 */
final class InUse {

	/** All of them are in the details; a text with hundreds helps nobody. */
	private static final int NAMED = 10;

	private static final String ADVICE = """
			Nothing was changed. Stop these clients or deploy a release for another live version in their place, and try \
			again; force terminates them.""";

	private InUse() {
	}

	static RefusedException attached(GatedVersion version, List<AttachedSession> sessions) {
		if (sessions.isEmpty()) {
			return refused("The gate of version \"%s\" is held by another leader or by a session that has just gone."
				.formatted(version.name()), "Nothing was changed. Try again.", sessions);
		}
		return refused("Version \"%s\" is still in use. Attached: %s.".formatted(version.name(), describe(sessions)),
				ADVICE, sessions);
	}

	static RefusedException unattached(GatedVersion version, List<AttachedSession> sessions) {
		return refused(
				"""
						Version "%s" is still in use. Not attached, but reading or writing its views (a search_path set by hand, \
						or DISCARD ALL after attaching): %s."""
					.formatted(version.name(), describe(sessions)),
				ADVICE, sessions);
	}

	static RefusedException unversioned(List<AttachedSession> sessions) {
		return refused("""
				What was there before the first migration is still in use. Sessions of the application's role that are \
				attached to no version: %s.""".formatted(describe(sessions)), ADVICE, sessions);
	}

	static RefusedException notTerminable(String what, AttachedSession session) {
		return refused("The leader's role may not terminate %s, which uses %s.".formatted(session, what),
				"""
						The version is as it was; sessions named in the log before this one were terminated. Grant \
						pg_signal_backend to the leader's role (a superuser's session takes a superuser), or stop the client.""",
				List.of(session));
	}

	private static RefusedException refused(String problem, String advice, List<AttachedSession> sessions) {
		return new RefusedException(Reason.SESSIONS_ATTACHED, problem + ' ' + advice, sessions);
	}

	private static String describe(List<AttachedSession> sessions) {
		String named = sessions.stream().limit(NAMED).map(AttachedSession::toString).collect(Collectors.joining("; "));
		int more = sessions.size() - NAMED;
		return (more > 0) ? named + "; and " + more + " more" : named;
	}

}
