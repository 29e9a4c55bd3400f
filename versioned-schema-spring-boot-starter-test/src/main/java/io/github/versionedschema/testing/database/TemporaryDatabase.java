package io.github.versionedschema.testing.database;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.postgres.ConnectionSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * A database that is dropped when it is closed. Until then this process keeps a session
 * on it, so that other processes do not take it for a leftover.
 */
public final class TemporaryDatabase implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TemporaryDatabase.class);

	private final String name;

	private final ConnectionSource connections;

	private final ConnectionSource configured;

	private final Connection kept;

	private TemporaryDatabase(String name, ConnectionSource connections, ConnectionSource configured, Connection kept) {
		this.name = name;
		this.connections = connections;
		this.configured = configured;
		this.kept = kept;
	}

	static TemporaryDatabase of(String name, ConnectionSource connections, ConnectionSource configured) {
		try {
			Connection kept = connections.open();
			// Not a client: it would count as a user of the oldest live version.
			JdbcClient.create(new SingleConnectionDataSource(kept, true))
				.sql("select pg_catalog.set_config('application_name', ?, false)")
				.param(Leader.APPLICATION_NAME)
				.query()
				.singleRow();
			return new TemporaryDatabase(name, connections, configured, kept);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Database \"%s\" cannot be reached".formatted(name), ex);
		}
	}

	/** Returns the name of the database. */
	public String name() {
		return this.name;
	}

	/** Returns the leader's connections to the database. */
	public ConnectionSource connections() {
		return this.connections;
	}

	/** Drops the database, after terminating its sessions. */
	@Override
	public void close() {
		JdbcUtils.closeConnection(this.kept);
		try (Server server = Server.open(this.configured)) {
			server.drop(this.name);
		}
		catch (DataAccessException | IllegalStateException ex) {
			// The server may have been stopped before. Otherwise the next process drops
			// it.
			logger.debug("Database {} could not be dropped", this.name, ex);
		}
	}

}
