package io.github.versionedschema.release;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.locks.LockSupport;

import io.github.versionedschema.test.TestDatabase;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Clients that are attached to one version and repeat prepared statements until they are
 * closed. A parameter is a random number from 1 to 60. After a server crash they
 * reconnect as soon as possible.
 */
public final class Clients implements AutoCloseable {

	private static final int NUMBERS = 60;

	/**
	 * Leaves processor time to the leader, whose steps otherwise take so much longer that
	 * a test needs twice the time. Most steps take long enough for many statements.
	 */
	private static final Duration PAUSE = Duration.ofMillis(4);

	private static final Duration POLL = Duration.ofMillis(10);

	/** Far longer than a busy machine needs for the statements of any test. */
	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private final AtomicBoolean closed = new AtomicBoolean();

	private final AtomicLong statements = new AtomicLong();

	private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

	private final Map<String, Long> done = new ConcurrentHashMap<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	private final Queue<Integer> sessions = new ConcurrentLinkedQueue<>();

	private final TestDatabase database;

	private final @Nullable String version;

	private Clients(TestDatabase database, @Nullable String version) {
		this.database = database;
		this.version = version;
	}

	public static Clients start(TestDatabase database, String version, List<String> statements) {
		return start(database, version, statements, 3);
	}

	/**
	 * Starts clients without a version, such as those of a release without the library.
	 */
	public static Clients startUnversioned(TestDatabase database, List<String> statements) {
		return start(database, null, statements, 3);
	}

	public static Clients start(TestDatabase database, @Nullable String version, List<String> statements, int number) {
		Clients clients = new Clients(database, version);
		for (int i = 0; i < number; i++) {
			int mode = i;
			Thread thread = new Thread(() -> clients.run(statements, mode), "client-" + version + "-" + i);
			thread.start();
			clients.threads.add(thread);
		}
		return clients;
	}

	private void run(List<String> statements, int mode) {
		while (!this.closed.get()) {
			try (Connection connection = connect(mode)) {
				this.sessions.add(connection.unwrap(PGConnection.class).getBackendPID());
				run(connection, statements);
			}
			catch (SQLException ex) {
				if (!isServerGone(ex)) {
					fail("connection", ex);
					return;
				}
				awaitServer();
			}
		}
	}

	private void run(Connection connection, List<String> statements) throws SQLException {
		List<Repeated> repeated = new ArrayList<>();
		for (String statement : statements) {
			repeated.add(new Repeated(statement, connection.prepareStatement(statement)));
		}
		while (!this.closed.get()) {
			execute(repeated.get(ThreadLocalRandom.current().nextInt(repeated.size())));
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	/**
	 * Returns whether the server has crashed, is shutting down or starting up; not
	 * whether a single session was terminated.
	 */
	private static boolean isServerGone(SQLException ex) {
		String state = String.valueOf(ex.getSQLState());
		return state.startsWith("08") || state.equals("57P02") || state.equals("57P03");
	}

	/** Waits with pauses between attempts, as the server has to recover. */
	private void awaitServer() {
		Awaitility.await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> {
			try (Connection connection = this.database.dataSource().getConnection()) {
				return connection.isValid(0);
			}
			catch (SQLException ex) {
				return this.closed.get();
			}
		});
	}

	private Connection connect(int mode) throws SQLException {
		PGSimpleDataSource source = this.database.dataSource();
		source.setPrepareThreshold((mode == 0) ? 1 : (mode == 1) ? 5 : 0);
		if (this.version == null) {
			return source.getConnection();
		}
		source.setCurrentSchema("\"public_" + this.version + "\",public");
		Connection connection = source.getConnection();
		try (PreparedStatement attach = connection.prepareStatement("select versioned_schema.attach(?)")) {
			attach.setString(1, this.version);
			attach.execute();
		}
		return connection;
	}

	private void execute(Repeated statement) throws SQLException {
		try {
			statement.setParameters();
			long start = System.nanoTime();
			statement.prepared.execute();
			this.longest.accumulate(System.nanoTime() - start);
			this.statements.incrementAndGet();
			this.done.merge(statement.sql, 1L, Long::sum);
		}
		catch (SQLException ex) {
			if (isServerGone(ex)) {
				throw ex;
			}
			fail(statement.sql, ex);
		}
	}

	private void fail(String what, SQLException ex) {
		if (this.failures.size() < 20) {
			this.failures.add(this.version + ": " + what + ": " + ex.getSQLState() + " " + ex.getMessage());
		}
	}

	/** Waits until the given number of further statements is done, or one has failed. */
	public void awaitStatements(long number) {
		long before = this.statements.get();
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(POLL)
			.atMost(PATIENCE)
			.until(() -> this.statements.get() >= before + number || !this.failures.isEmpty());
	}

	/** Returns the longest duration of a statement since the last call. */
	public Duration longest() {
		return Duration.ofNanos(this.longest.getThenReset());
	}

	/** Returns how often the server confirmed a statement. */
	public long done(String statement) {
		return this.done.getOrDefault(statement, 0L);
	}

	public Queue<String> failures() {
		return this.failures;
	}

	@Override
	public void close() {
		this.closed.set(true);
		for (Thread thread : this.threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
		awaitEndOfSessions();
	}

	/** A session ends some time after its client has closed the connection. */
	private void awaitEndOfSessions() {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(POLL)
			.atMost(PATIENCE)
			.until(() -> this.database.jdbc()
				.sql("select not exists (select from pg_stat_activity where datname = current_database() and pid = any(?))")
				.param(this.sessions.toArray(Integer[]::new))
				.query(Boolean.class)
				.single());
	}

	/** A statement of one session. */
	private static final class Repeated {

		private final String sql;

		private final PreparedStatement prepared;

		private int parameters = -1;

		private Repeated(String sql, PreparedStatement prepared) {
			this.sql = sql;
			this.prepared = prepared;
		}

		/**
		 * Asks the server once how many there are, as each answer costs as much as a
		 * statement.
		 */
		private void setParameters() throws SQLException {
			if (this.parameters < 0) {
				this.parameters = this.prepared.getParameterMetaData().getParameterCount();
			}
			for (int parameter = 1; parameter <= this.parameters; parameter++) {
				this.prepared.setInt(parameter, ThreadLocalRandom.current().nextInt(NUMBERS) + 1);
			}
		}

	}

}
