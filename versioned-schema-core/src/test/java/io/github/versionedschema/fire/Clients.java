package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.github.versionedschema.test.TestDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Clients of one version: attached, with prepared statements, each statement repeated
 * until they are closed. A parameter is a random number from 1 to 60.
 */
final class Clients implements AutoCloseable {

	private static final int NUMBERS = 60;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final AtomicLong statements = new AtomicLong();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	private final TestDatabase database;

	private final String version;

	private Clients(TestDatabase database, String version) {
		this.database = database;
		this.version = version;
	}

	static Clients start(TestDatabase database, String version, List<String> statements) {
		Clients clients = new Clients(database, version);
		for (int number = 0; number < 3; number++) {
			int mode = number;
			Thread thread = new Thread(() -> clients.run(statements, mode), "client-" + version + "-" + number);
			thread.start();
			clients.threads.add(thread);
		}
		return clients;
	}

	private void run(List<String> statements, int mode) {
		try (Connection connection = connect(mode)) {
			List<PreparedStatement> prepared = new ArrayList<>();
			for (String statement : statements) {
				prepared.add(connection.prepareStatement(statement));
			}
			while (!this.closed.get()) {
				int index = ThreadLocalRandom.current().nextInt(statements.size());
				execute(prepared.get(index), statements.get(index));
			}
		}
		catch (SQLException ex) {
			fail("connection", ex);
		}
	}

	private Connection connect(int mode) throws SQLException {
		PGSimpleDataSource source = this.database.dataSource();
		source.setCurrentSchema("\"public_" + this.version + "\",public");
		source.setPrepareThreshold((mode == 0) ? 1 : (mode == 1) ? 5 : 0);
		Connection connection = source.getConnection();
		try (PreparedStatement attach = connection.prepareStatement("select versioned_schema.attach(?)")) {
			attach.setString(1, this.version);
			attach.execute();
		}
		return connection;
	}

	private void execute(PreparedStatement statement, String sql) {
		try {
			for (int parameter = 1; parameter <= statement.getParameterMetaData().getParameterCount(); parameter++) {
				statement.setInt(parameter, ThreadLocalRandom.current().nextInt(NUMBERS) + 1);
			}
			statement.execute();
			this.statements.incrementAndGet();
		}
		catch (SQLException ex) {
			fail(sql, ex);
		}
	}

	private void fail(String what, SQLException ex) {
		if (this.failures.size() < 20) {
			this.failures.add(this.version + ": " + what + ": " + ex.getSQLState() + " " + ex.getMessage());
		}
	}

	long statements() {
		return this.statements.get();
	}

	Queue<String> failures() {
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
	}

}
