package io.github.versionedschema.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gate of sessions that are attached to no version: they use the oldest one. There is
 * no lock to take, only a look at which there are.
 */
final class UnversionedGate {

	/**
	 * How long a session may take from its connection to its attachment. Instances whose
	 * version was retired connect now and then as well, to look whether it is back.
	 */
	private static final Duration CONNECTING = Duration.ofSeconds(1);

	private final UnversionedClients clients;

	private final Presence presence;

	private final Terminator terminator;

	UnversionedGate(JdbcClient leader, UnversionedClients clients, String what) {
		this.clients = clients;
		this.presence = new Presence(leader);
		this.terminator = new Terminator(leader, what);
	}

	/**
	 * Looks until there is a moment without such sessions, for a short time at most.
	 * @return the sessions that are still there
	 */
	List<AttachedSession> remaining() {
		return this.terminator.await(this::sessions, Deadline.in(CONNECTING));
	}

	/**
	 * Terminates the sessions that are there. Clients that connect again meanwhile cannot
	 * be kept out, and are not waited for.
	 * @return the terminated ones
	 * @throws io.github.versionedschema.failure.RefusedException if one does not end
	 */
	List<AttachedSession> terminate(Deadline deadline) {
		Set<Integer> pids = sessions().stream().map(AttachedSession::pid).collect(Collectors.toSet());
		if (!this.terminator.terminateUntilGone(() -> sessions(pids), deadline)) {
			throw InUse.unversioned(sessions(pids));
		}
		return this.terminator.terminated();
	}

	private List<AttachedSession> sessions(Set<Integer> pids) {
		return sessions().stream().filter((session) -> pids.contains(session.pid())).toList();
	}

	private List<AttachedSession> sessions() {
		return this.presence.unattached(this.clients);
	}

}
