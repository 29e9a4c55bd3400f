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
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;
import io.github.versionedschema.schema.read.SessionTransactionManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The right to change a base schema, held as long as its connection lives: the lock that
 * grants it and the statements that use it share one session. Used by one thread, but for
 * {@link #cancel()}.
 */
public final class Leadership implements AutoCloseable {

	/**
	 * The path on which our own statements run. With any other schema on it, whoever may
	 * create operators there could have his own called with the leader's rights:
	 * {@code text = varchar} is none that {@code pg_catalog} has in this form (PostgreSQL
	 * manual, "Operator Type Resolution").
	 */
	static final String OWN_PATH = "pg_catalog, pg_temp";

	/** A collection of garbage must not end the session. */
	private static final long LEAST_IDLE_MILLIS = 1000;

	private static final long IDLE_TIMES = 4;

	private static final Logger logger = LoggerFactory.getLogger(Leadership.class);

	private final Connection connection;

	private final String baseSchema;

	private final SearchPath usersSchemas;

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
		this.usersSchemas = usersSchemas;
		this.server = server;
		this.stop = stop;
		this.samples = samples;
		this.cancellation = new Cancellation(connection);
		SingleConnectionDataSource dataSource = new SingleConnectionDataSource(connection, true);
		this.jdbc = JdbcClient.create(dataSource);
		this.transaction = new TransactionTemplate(new SessionTransactionManager(dataSource));
	}

	/** Returns where the tables are that it may change. */
	public String baseSchema() {
		return this.baseSchema;
	}

	/** Returns what may be told of rows. */
	public Samples samples() {
		return this.samples;
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
	 * Returns the statement that lets the rest of a transaction read SQL of the user's as
	 * the user means it: with the base schema first, and then what the server sets for
	 * role and database.
	 */
	public String usersPath() {
		return path(this.usersSchemas.sql(), true);
	}

	/** Returns the schemas in which names in SQL of the user's are looked up. */
	public SearchPath usersSchemas() {
		return this.usersSchemas;
	}

	/** Returns the statement that ends {@link #usersPath()} within a transaction. */
	public String ownPath() {
		return path(OWN_PATH, true);
	}

	private static String path(String schemas, boolean local) {
		return "select pg_catalog.set_config('search_path', " + Identifier.literal(schemas) + ", " + local + ")";
	}

	/**
	 * Runs statements of the user's, some of which may run in no transaction, and sets
	 * the session's path anew behind them.
	 * @param work runs them
	 */
	void onUsersPath(Runnable work) {
		execute(usersPathOfSession());
		try {
			work.run();
		}
		finally {
			if (!isClosed()) {
				execute(ownPathOfSession());
			}
		}
	}

	/** Returns the statement that lets the session find what the user's SQL names. */
	public String usersPathOfSession() {
		return path(this.usersSchemas.sql(), false);
	}

	/** Returns the statement that ends {@link #usersPathOfSession()}. */
	public String ownPathOfSession() {
		return path(OWN_PATH, false);
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

	public boolean exists(String expression) {
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
	 * Runs statements in one message, exactly as they are written.
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
	 * Runs statements and a query in a transaction of their own, all as one message,
	 * exactly as they are written.
	 * @param statements what comes before the query, in order
	 * @param query what is asked
	 * @param mapper makes something of each row
	 * @return what was made of the rows
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
	 * Returns a time after which who waits has looked for a deadlock, in milliseconds.
	 */
	public long longerThanDeadlockTimeout() {
		return this.server.deadlockMillis() * 3 / 2;
	}

	/**
	 * Returns the statement that ends the session when a transaction that holds locks is
	 * left alone for long: the leader may be suspended, and clients wait for it.
	 * @param lockMillis how long locks are waited for
	 * @return a statement that counts until the end of the transaction
	 */
	public String boundedIdleTime(long lockMillis) {
		return "set local idle_in_transaction_session_timeout = "
				+ Math.max(LEAST_IDLE_MILLIS, IDLE_TIMES * lockMillis);
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
	public void inRolledBackTransaction(Runnable work) {
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

	public boolean isClosed() {
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
			logger.debug("The leader's connection could not be aborted", ex);
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
