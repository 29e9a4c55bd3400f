package io.github.versionedschema.applications.matrix;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An old transaction. It blocks only a concurrent index build, and so blocks an expand
 * just before the newer version is published.
 */
final class Obstacle implements AutoCloseable {

	private final TestDatabase database;

	private final Connection connection;

	Obstacle(TestDatabase database) {
		this.database = database;
		PGSimpleDataSource dataSource = database.dataSource();
		dataSource.setApplicationName("obstacle");
		try {
			this.connection = dataSource.getConnection();
			this.connection.setAutoCommit(false);
			this.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("select 1");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns whether an expand waits for the transaction. */
	boolean isReached() {
		return this.database.jdbc().sql("""
				select exists (
				  select from pg_stat_activity
				   where datname = current_database() and query ilike 'create index concurrently%'
				     and wait_event_type = 'Lock')
				""").query(Boolean.class).single();
	}

	/** Ends the transaction. */
	@Override
	public void close() throws SQLException {
		if (!this.connection.isClosed()) {
			this.connection.rollback();
			this.connection.close();
		}
	}

}
