package io.github.versionedschema.applications.matrix;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

import io.github.versionedschema.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Session of the older release that reads and writes continuously.
 */
final class OldRelease implements AutoCloseable {

	private final Connection connection;

	private final Thread thread = new Thread(this::work, "old-release");

	private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

	private volatile boolean stopped;

	OldRelease(TestDatabase database) {
		PGSimpleDataSource dataSource = database.dataSource();
		dataSource.setApplicationName("old release");
		dataSource.setCurrentSchema("public_01_customers,public");
		try {
			this.connection = dataSource.getConnection();
			JdbcClient.create(new SingleConnectionDataSource(this.connection, true))
				.sql("select versioned_schema.attach('01_customers')")
				.query()
				.singleValue();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.thread.start();
	}

	private void work() {
		JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(this.connection, true));
		try {
			for (int i = 0; !this.stopped; i++) {
				jdbc.sql("insert into customers (id, full_name) values (?, 'Cy Cole')").param(1000 + i).update();
				jdbc.sql("update customers set full_name = 'Di Cole' where id = ?").param(1000 + i).update();
				jdbc.sql("select full_name from customers where id = ?").param(1000 + i).query(String.class).single();
				jdbc.sql("delete from customers where id = ?").param(1000 + i).update();
			}
		}
		catch (RuntimeException ex) {
			this.failure.set(ex);
		}
	}

	/** The failure of a statement, or null if none has failed. */
	@Nullable Exception failure() {
		return this.failure.get();
	}

	@Override
	public void close() throws SQLException {
		this.stopped = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.connection.close();
	}

}
