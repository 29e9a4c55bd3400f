package io.github.versionedschema.session;

import java.time.Duration;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gate of what was there before the first migration. Nobody attaches to that, so
 * there is no lock to take, only a look at who is there.
 */
final class UnversionedGate {

	private final UnversionedClients clients;

	private final Presence presence;

	private final Terminator terminator;

	UnversionedGate(JdbcClient leader, UnversionedClients clients) {
		this.clients = clients;
		this.presence = new Presence(leader);
		this.terminator = new Terminator(leader, "what was there before the first migration");
	}

	void requireUnused() {
		List<AttachedSession> sessions = sessions();
		if (!sessions.isEmpty()) {
			throw InUse.unversioned(sessions);
		}
	}

	List<AttachedSession> terminate(Duration timeout) {
		if (!this.terminator.terminateUntilGone(this::sessions, Deadline.in(timeout))) {
			throw InUse.unversioned(sessions());
		}
		return this.terminator.terminated();
	}

	private List<AttachedSession> sessions() {
		return this.presence.unattached(this.clients);
	}

}
