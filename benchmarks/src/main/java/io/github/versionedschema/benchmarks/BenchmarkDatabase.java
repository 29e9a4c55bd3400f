package io.github.versionedschema.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database on the benchmark's server that is dropped when it is closed.
 */
final class BenchmarkDatabase implements AutoCloseable {

	private final String name;

	private final PGSimpleDataSource dataSource;

	private final BenchmarkServer server;

	BenchmarkDatabase(BenchmarkServer server, String name) {
		this.server = server;
		this.name = name;
		this.dataSource = server.dataSource(name);
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
		try (Connection connection = open()) {
			execute(connection, sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
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
		this.server.execute("drop database " + this.name + " with (force)");
	}

}
