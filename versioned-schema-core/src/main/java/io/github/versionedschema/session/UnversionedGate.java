package io.github.versionedschema.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gate for sessions that are attached to no version and use the oldest one. They hold
 * no lock, so the gate can only check which sessions exist.
 */
final class UnversionedGate {

	/**
	 * How long a session may take from connecting to attaching. Instances whose version
	 * was retired also connect periodically, to check whether it is live again.
	 */
	private static final Duration CONNECTING = Duration.ofSeconds(1);

	private final UnversionedClients clients;

	private final Presence presence;

	private final Terminator terminator;

	UnversionedGate(JdbcClient leader, UnversionedClients clients, Terminator terminator) {
		this.clients = clients;
		this.presence = new Presence(leader);
		this.terminator = terminator;
	}

	/**
	 * Checks repeatedly, for a short time, until there are no such sessions.
	 * @return the remaining sessions
	 */
	List<AttachedSession> remaining() {
		return this.terminator.await(this::sessions, Deadline.in(CONNECTING));
	}

	/**
	 * Terminates the current sessions. Clients that reconnect during this time cannot be
	 * prevented, and are not waited for.
	 * @return the sessions that did not end in time
	 */
	List<AttachedSession> terminate(Deadline deadline) {
		Set<Integer> pids = sessions().stream().map(AttachedSession::pid).collect(Collectors.toSet());
		return this.terminator.terminateUntilGone(() -> sessions(pids), deadline);
	}

	private List<AttachedSession> sessions(Set<Integer> pids) {
		return sessions().stream().filter((session) -> pids.contains(session.pid())).toList();
	}

	private List<AttachedSession> sessions() {
		return this.presence.unattached(this.clients);
	}

}
