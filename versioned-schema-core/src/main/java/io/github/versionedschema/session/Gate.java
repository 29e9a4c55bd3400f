package io.github.versionedschema.session;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.versionedschema.execute.Gatekeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Closes versions with an exclusive advisory lock that attached sessions hold in shared
 * mode. The lock is acquired only if no session is attached.
 */
public final class Gate implements Gatekeeper {

	private final UnversionedClients unversionedClients;

	private final Duration forceTimeout;

	/**
	 * Creates an instance.
	 * @param unversionedClients which sessions use the oldest live version without being
	 * attached to it
	 * @param forceTimeout how long to wait for terminated sessions to end
	 */
	public Gate(UnversionedClients unversionedClients, Duration forceTimeout) {
		this.unversionedClients = unversionedClients;
		this.forceTimeout = forceTimeout;
	}

	@Override
	public ClosedGate close(Connection leader, @Nullable GatedVersion version, boolean force,
			Consumer<Object> terminated) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(leader, true));
		Terminator terminator = new Terminator(jdbc, what(version), terminated);
		return (version != null) ? close(gate(jdbc, version, terminator), force)
				: closeUnversioned(new UnversionedGate(jdbc, this.unversionedClients, terminator), force);
	}

	@Override
	public void requireUnused(Connection leader, @Nullable GatedVersion version) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(leader, true));
		Terminator terminator = new Terminator(jdbc, what(version), (session) -> {
		});
		if (version != null) {
			gate(jdbc, version, terminator).requireUnused();
		}
		else {
			closeUnversioned(new UnversionedGate(jdbc, this.unversionedClients, terminator), false);
		}
	}

	private VersionGate gate(JdbcClient jdbc, GatedVersion version, Terminator terminator) {
		return new VersionGate(jdbc, version, terminator,
				version.oldest() ? new UnversionedGate(jdbc, this.unversionedClients, terminator) : null);
	}

	private static String what(@Nullable GatedVersion version) {
		return (version != null) ? "version \"" + version.name() + '"' : "the state before the first migration";
	}

	private ClosedGate close(VersionGate gate, boolean force) {
		if (force) {
			gate.forceClose(this.forceTimeout);
		}
		else {
			gate.tryClose();
		}
		return gate::open;
	}

	private ClosedGate closeUnversioned(UnversionedGate gate, boolean force) {
		List<AttachedSession> sessions = force ? gate.terminate(Deadline.in(this.forceTimeout)) : gate.remaining();
		if (!sessions.isEmpty()) {
			throw InUse.unversioned(sessions);
		}
		return () -> {
		};
	}

}
