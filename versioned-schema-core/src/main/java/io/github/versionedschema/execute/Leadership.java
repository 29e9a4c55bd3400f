package io.github.versionedschema.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

import io.github.versionedschema.schema.SessionTransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to change a base schema, held as long as its connection lives: the lock that
 * grants it and the statements that use it share one session. Used by one thread, but for
 * {@link #cancel()}.
 */
public final class Leadership implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Leadership.class);

	private final Connection connection;

	private final String baseSchema;

	private final ServerFacts server;

	private final StopSignal stop;

	private final JdbcClient jdbc;

	private final TransactionTemplate transaction;

	private final Cancellation cancellation;

	Leadership(Connection connection, String baseSchema, ServerFacts server, StopSignal stop) {
		this.connection = connection;
		this.baseSchema = baseSchema;
		this.server = server;
		this.stop = stop;
		this.cancellation = new Cancellation(connection);
		SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
		this.jdbc = JdbcClient.create(dataSource);
		this.transaction = new TransactionTemplate(new SessionTransactionManager(dataSource));
	}

	/** Returns where the tables are that it may change. */
	public String baseSchema() {
		return this.baseSchema;
	}

	/** Returns the number of the server process of the connection. */
	public int pid() {
		return this.server.pid();
	}

	/** Returns the role of the connection. */
	public String role() {
		return this.server.role();
	}

	/**
	 * Goes on only if the role may make what a migration needs beside tables.
	 * @throws MissingPrivilegeException otherwise
	 */
	public void requireRightToCreateSchemas() {
		ServerCheck.requireRightToCreateSchemas(this.server);
	}

	/** Returns the connection; in auto-commit mode outside of {@link #inTransaction}. */
	public Connection connection() {
		return this.connection;
	}

	/** Returns a client of the connection, for queries with parameters. */
	public JdbcClient jdbc() {
		return this.jdbc;
	}

	/** Returns what tells the work to stop. */
	public StopSignal stopSignal() {
		return this.stop;
	}

	boolean exists(String expression) {
		return this.jdbc.sql("select " + expression + " is not null").query(Boolean.class).single();
	}

	/**
	 * Runs SQL exactly as it is written, without parameters.
	 * @param sql one statement or several
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
	 * Runs work in a transaction of the connection.
	 * @param work what to do
	 */
	public void inTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> work.run());
	}

	/**
	 * Runs work in a transaction of the connection that leaves nothing behind.
	 * @param work what to do
	 */
	void inRolledBackTransaction(Runnable work) {
		this.transaction.executeWithoutResult((status) -> {
			status.setRollbackOnly();
			work.run();
		});
	}

	/**
	 * Runs work in a transaction of the connection.
	 * @param work what to do
	 * @return what the work returned
	 */
	public <T> T inTransaction(Supplier<T> work) {
		return this.transaction.execute((status) -> work.get());
	}

	/**
	 * Runs work, and tells the loss of the connection from other failures.
	 * @param work what to do
	 * @return what the work returned
	 * @throws LeadershipLostException if the connection is gone
	 * @throws StoppedException if the work was asked to stop
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
	 * Tells what a failure means for the leader.
	 * @param failure of a statement on the connection
	 * @return the failure itself unless the connection is gone or the work was stopped
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

	private boolean isClosed() {
		try {
			return this.connection.isClosed();
		}
		catch (SQLException ex) {
			return true;
		}
	}

	/**
	 * Ends what the connection is doing, from another thread, after its stop signal was
	 * given.
	 */
	public void cancel() {
		this.cancellation.cancelUntilClosed();
	}

	/** Gives the connection up, from another thread: it waits for an answer in vain. */
	void abandon() {
		try {
			this.connection.abort(Runnable::run);
		}
		catch (SQLException ex) {
			logger.debug("The leader's connection could not be given up", ex);
		}
	}

	/** Gives the lock back and closes the connection. */
	@Override
	public void close() {
		// The server notices a closed socket only later; the next leader should not wait.
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
