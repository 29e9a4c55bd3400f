package io.github.versionedschema.session;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.execute.Gatekeeper;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Closes versions by the exclusive form of the advisory lock that attached sessions
 * share: the try succeeds exactly when nobody is attached.
 */
public final class Gate implements Gatekeeper {

	private final UnversionedClients unversionedClients;

	private final Duration forceTimeout;

	/**
	 * Creates an instance.
	 * @param unversionedClients which sessions use what was there before the first
	 * migration
	 * @param forceTimeout how long terminated sessions may take to be gone
	 */
	public Gate(UnversionedClients unversionedClients, Duration forceTimeout) {
		this.unversionedClients = unversionedClients;
		this.forceTimeout = forceTimeout;
	}

	@Override
	public ClosedGate close(Connection leader, @Nullable GatedVersion version, boolean force) {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(leader, true));
		return (version != null) ? close(new VersionGate(jdbc, version), force)
				: closeUnversioned(new UnversionedGate(jdbc, this.unversionedClients), force);
	}

	private ClosedGate close(VersionGate gate, boolean force) {
		if (force) {
			return new Closed(gate.forceClose(this.forceTimeout), gate::open);
		}
		gate.tryClose();
		return new Closed(List.of(), gate::open);
	}

	private ClosedGate closeUnversioned(UnversionedGate gate, boolean force) {
		Runnable nothing = () -> {
		};
		if (force) {
			return new Closed(gate.terminate(this.forceTimeout), nothing);
		}
		gate.requireUnused();
		return new Closed(List.of(), nothing);
	}

	private record Closed(List<AttachedSession> terminated, Runnable opening) implements ClosedGate {

		@Override
		public void open() {
			this.opening.run();
		}

	}

}
