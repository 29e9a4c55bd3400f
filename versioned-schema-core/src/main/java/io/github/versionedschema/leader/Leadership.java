package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.postgres.RawSql;
import io.github.versionedschema.postgres.ServerFacts;
import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.schema.read.SessionTransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to change a base schema, held as long as its connection is open. The leader's
 * lock and the statements of the leader share one session. Used by one thread, except for
 * {@link #cancel()}.
 */
public final class Leadership implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Leadership.class);

	private final Connection connection;

	private final String baseSchema;

	private final SearchPaths paths;

	private final ServerFacts server;

	private final StopSignal stop;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Cancellation cancellation;

	private final Samples samples;

	Leadership(Connection connection, String baseSchema, SearchPath usersSchemas, ServerFacts server, StopSignal stop,
			Samples samples) {
		this.connection = connection;
		this.baseSchema = baseSchema;
		this.paths = new SearchPaths(usersSchemas);
		this.server = server;
		this.stop = stop;
		this.samples = samples;
		this.cancellation = new Cancellation(connection);
		SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
		this.jdbc = JdbcClient.create(dataSource);
		this.transaction = new TransactionTemplate(new SessionTransactionManager(dataSource));
	}

	/** Returns the schema that contains the tables. */
	public String baseSchema() {
		return this.baseSchema;
	}

	/** Returns the search paths of the session. */
	public SearchPaths paths() {
		return this.paths;
	}

	/** Returns which values of rows may be shown. */
	public Samples samples() {
		return this.samples;
	}

	/** Returns the process ID of the connection's server process. */
	public int pid() {
		return this.server.pid();
	}

	/** Returns the role of the connection. */
	public String role() {
		return this.server.role();
	}

	/**
	 * Verifies that the role may create the objects that a migration needs besides
	 * tables.
	 * @throws MissingPrivilegeException otherwise
	 */
	public void requireRightToCreateSchemas() {
		ServerCheck.requireRightToCreateSchemas(this.server);
	}

	/**
	 * Returns the connection, which is in auto-commit mode outside
	 * {@link #inTransaction}.
	 */
	public Connection connection() {
		return this.connection;
	}

	/** Returns a client of the connection, for queries with parameters. */
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	/** Returns the signal that tells the work to stop. */
	public StopSignal stopSignal() {
		return this.stop;
	}

	/**
	 * Runs the unmodified SQL, without parameters.
	 * @param sql one or more statements
	 * @throws org.springframework.dao.DataAccessException if it fails
	 */
	public void execute(String sql) {
		this.stop.check();
		try {
			RawSql.execute(this.connection, sql);
		}
		catch (SQLException ex) {
			throw new StatementFailedException(sql, ex);
		}
	}

	/**
	 * Runs the unmodified statements in one message.
	 * @param statements in order
	 * @throws org.springframework.dao.DataAccessException if one fails
	 */
	public void executeTogether(List<String> statements) {
		this.stop.check();
		try {
			RawSql.executeTogether(this.connection, statements);
		}
		catch (SQLException ex) {
			throw new StatementFailedException(String.join(";\n", statements), ex);
		}
	}

	/**
	 * Runs the unmodified statements and a query in a separate transaction, as one
	 * message.
	 * @param statements the statements before the query, in order
	 * @param query the query
	 * @param mapper maps each row
	 * @return the mapped rows
	 * @throws org.springframework.dao.DataAccessException if it fails
	 */
	public <T> List<T> ask(List<String> statements, String query, RowMapper<T> mapper) {
		this.stop.check();
		List<String> message = new ArrayList<>(statements);
		message.add(query);
		message.add("commit");
		return inTransaction(() -> {
			try {
				return RawSql.query(this.connection, message, mapper);
			}
			catch (SQLException ex) {
				throw new StatementFailedException(query, ex);
			}
		});
	}

	/** Returns the server's {@code deadlock_timeout} in milliseconds. */
	public long deadlockMillis() {
		return this.server.deadlockMillis();
	}

	/**
	 * Returns a time in milliseconds after which a waiting session has checked for a
	 * deadlock.
	 */
	public long longerThanDeadlockTimeout() {
		return this.server.deadlockMillis() * 3 / 2;
	}

	/**
	 * Runs work in a transaction of the connection.
	 * @param work the work to run
	 */
	public void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Runs work in a transaction of the connection that is rolled back.
	 * @param work the work to run
	 */
	public void inRolledBackTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			work.run();
		});
	}

	/**
	 * Runs work in a transaction of the connection.
	 * @param work the work to run
	 * @return what the work returned
	 */
	public <T> T inTransaction(Supplier<T> work) {
		return this.transaction.execute((status) -> work.get());
	}

	/**
	 * Runs work, and distinguishes the loss of the connection from other failures.
	 * @param work the work to run
	 * @return what the work returned
	 * @throws LeadershipLostException if the connection is gone
	 * @throws StoppedException if the work was stopped
	 */
	public <T> T guard(Supplier<T> work) {
		try {
			return work.get();
		}
		catch (RuntimeException ex) {
			throw translate(ex);
		}
	}

	/**
	 * Translates a failure for the leader.
	 * @param failure the failure of a statement on the connection
	 * @return the failure itself unless the connection is lost or the work was stopped
	 */
	public RuntimeException translate(RuntimeException failure) {
		SQLException sql = SqlStates.find(failure);
		if (failure instanceof StoppedException || failure instanceof LeadershipLostException || sql == null) {
			return failure;
		}
		if (this.stop.isStopped()) {
			return new StoppedException();
		}
		return (SqlStates.isConnectionLost(sql) || isClosed()) ? new LeadershipLostException(sql) : failure;
	}

	public boolean isClosed() {
		try {
			return this.connection.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * Cancels the connection's statement from another thread, after the stop signal was
	 * given.
	 */
	public void cancel() {
		this.cancellation.cancelUntilClosed();
	}

	/**
	 * Aborts the connection from another thread, as it waits for an answer that will not
	 * arrive.
	 */
	void abandon() {
		try {
			this.connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			logger.debug("The leader's connection could not be aborted", ex);
		}
	}

	/** Releases the lock and closes the connection. */
	@Override
	public void close() {
		// The server notices a closed socket only later, and the next leader should not
		// wait for that.
		try (this.connection) {
			if (!this.connection.isClosed()) {
				RawSql.execute(this.connection, "select pg_advisory_unlock_all()");
			}
		}
		catch (SQLException ex) {
			logger.debug("The leader's connection was not closed in order", ex);
		}
		this.cancellation.closed();
	}

}
