package io.github.versionedschema.session;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.failure.PreparedTransaction;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;

/**
 * Creates the refusals of a gate, which name the sessions that use the version, since
 * when, and what to do.
 */
final class InUse {

	/**
	 * The message is limited, as there may be hundreds; the details contain all of them.
	 */
	private static final int NAMED = 10;

	private static final String ADVICE = """
			Stop these clients or deploy a release for another live version in their place, and try again; force \
			terminates them.""";

	private static final String UNATTACHED_ADVICE = """
			Wait until a dump has ended. Stop other clients or deploy a release for another live version in their place. \
			Then try again; force terminates them.""";

	private static final String UNVERSIONED_ADVICE = """
			Stop these clients, deploy a release with the starter in their place, let them call versioned_schema.attach, \
			or give them a role of their own. Then try again; force terminates them.""";

	private InUse() {
	}

	static RefusedException attached(GatedVersion version, List<AttachedSession> sessions) {
		return refused("Version \"%s\" is still in use. Attached: %s.".formatted(version.name(),
				ClientGroup.describe(sessions)), ADVICE, using(version, sessions));
	}

	/**
	 * Returns the refusal for a lock that no session holds.
	 * @param transactions the prepared transactions that hold it
	 */
	static RefusedException prepared(GatedVersion version, List<PreparedTransaction> transactions) {
		if (transactions.isEmpty()) {
			return refused(
					"The lock of version \"%s\" was held by a session that has just ended.".formatted(version.name()),
					"Try again.", List.of());
		}
		return refused(
				"The lock of version \"%s\" is held by %s.".formatted(version.name(),
						joined(transactions, PreparedTransaction::toString, ", ")),
				"Finish what was prepared and try again: %s."
					.formatted(joined(transactions, PreparedTransaction::ending, "; ")),
				List.of());
	}

	private static String joined(List<PreparedTransaction> transactions, Function<PreparedTransaction, String> text,
			String separator) {
		return transactions.stream().limit(NAMED).map(text).collect(Collectors.joining(separator));
	}

	/**
	 * Returns the refusal for sessions that hold a version's lock without being clients.
	 * @param strangers the sessions that are not clients
	 * @param attached the attached clients, including sessions of {@code strangers} that
	 * hold the lock in shared mode
	 */
	static RefusedException heldByHand(GatedVersion version, List<AttachedSession> strangers,
			List<AttachedSession> attached) {
		List<AttachedSession> clients = attached.stream().filter((session) -> !strangers.contains(session)).toList();
		String also = clients.isEmpty() ? "" : " Attached: %s.".formatted(ClientGroup.describe(clients));
		String ending = strangers.stream()
			.limit(NAMED)
			.map((session) -> "SELECT pg_terminate_backend(" + session.pid() + ")")
			.collect(Collectors.joining("; "));
		return refused(
				"The lock of version \"%s\" is held by sessions that took it without attaching, and are no clients of the version: %s.%s"
					.formatted(version.name(), ClientGroup.describe(strangers), also),
				"End these sessions and try again: " + ending + "; force terminates them.",
				using(version, Stream.concat(strangers.stream(), clients.stream()).toList()));
	}

	static RefusedException unattached(GatedVersion version, List<AttachedSession> sessions) {
		return refused(
				"""
						Version "%s" is still in use. Not attached, but reading or writing its views (a dump, as of pg_dump, \
						a search_path set manually, or DISCARD ALL after attaching): %s."""
					.formatted(version.name(), ClientGroup.describe(sessions)),
				UNATTACHED_ADVICE, using(version, sessions));
	}

	static RefusedException unversioned(List<AttachedSession> sessions) {
		return refused("""
				The state before the first migration is still in use. Sessions of the application's role that are \
				attached to no version: %s.%s""".formatted(ClientGroup.describe(sessions), hidden(sessions)), ADVICE,
				sessions);
	}

	/**
	 * Returns the refusal for sessions that use the oldest version without being attached
	 * to it.
	 * @param attached the sessions that are attached to it
	 * @param unversioned the sessions of the application that are attached to no version
	 */
	static RefusedException oldest(GatedVersion version, List<AttachedSession> attached,
			List<AttachedSession> unversioned) {
		String also = attached.isEmpty() ? "" : " Attached: %s.".formatted(ClientGroup.describe(attached));
		return refused(
				"""
						Version "%s" is still in use.%s Sessions of the application's role that are attached to no version \
						count as users of the oldest one: %s.%s"""
					.formatted(version.name(), also, ClientGroup.describe(unversioned), hidden(unversioned)),
				UNVERSIONED_ADVICE, using(version, Stream.concat(attached.stream(), unversioned.stream()).toList()));
	}

	/** A session whose details are hidden may still use the version. */
	private static String hidden(List<AttachedSession> sessions) {
		return sessions.stream().anyMatch(AttachedSession::isHidden)
				? " The server hides from the leader what some of them are; grant pg_read_all_stats to its role." : "";
	}

	static RefusedException notTerminable(String what, AttachedSession session) {
		return new RefusedException(Reason.SESSIONS_ATTACHED,
				"The leader's role may not terminate %s, which uses %s.".formatted(session, what),
				"""
						Grant pg_signal_backend to the leader's role (only a superuser may terminate the session of a superuser), or stop \
						the client.""",
				List.of(session));
	}

	private static List<AttachedSession> using(GatedVersion version, List<AttachedSession> sessions) {
		return sessions.stream().map((session) -> session.using(version.name())).toList();
	}

	private static RefusedException refused(String problem, String remedy, List<AttachedSession> sessions) {
		return new RefusedException(Reason.SESSIONS_ATTACHED, problem, remedy, sessions);
	}

}
