package io.github.versionedschema.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of the benchmark's server, which is dropped when it is closed.
 */
final class BenchmarkDatabase implements AutoCloseable {

	private final String name;

	private final PGSimpleDataSource dataSource;

	private final BenchmarkServer server;

	private final Connection connection;

	BenchmarkDatabase(BenchmarkServer server, String name) {
		this.server = server;
		this.name = name;
		this.dataSource = server.dataSource(name);
		this.connection = open();
	}

	Connection open() {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void execute(String sql) {
		execute(this.connection, sql);
	}

	static void execute(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(sql, ex);
		}
	}

	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		this.server.execute("drop database " + this.name + " with (force)");
	}

}
