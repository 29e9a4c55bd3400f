package io.github.versionedschema.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An embedded server whose commits are durable; otherwise with the settings that
 * PostgreSQL comes with.
 */
final class BenchmarkServer implements AutoCloseable {

	private static final String TEMPLATE = "benchmark_template";

	private final EmbeddedPostgres postgres;

	private BenchmarkServer(EmbeddedPostgres postgres) {
		this.postgres = postgres;
	}

	static BenchmarkServer start() {
		try {
			return new BenchmarkServer(EmbeddedPostgres.builder()
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setLocaleConfig("locale", "C")
				.setPGStartupWait(Duration.ofMinutes(2))
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Makes the database that all measurements copy. */
	void createTemplate(BenchmarkTable table) {
		execute("drop database if exists " + TEMPLATE);
		execute("create database " + TEMPLATE);
		try (Connection connection = dataSource(TEMPLATE).getConnection()) {
			table.statements().forEach((statement) -> BenchmarkDatabase.execute(connection, statement));
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns a copy, with nothing left to write of what made it. */
	BenchmarkDatabase copyOfTemplate() {
		execute("create database benchmark template " + TEMPLATE + " strategy file_copy");
		execute("checkpoint");
		return new BenchmarkDatabase(this, "benchmark");
	}

	String version() {
		try (Connection connection = dataSource("postgres").getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement
					.executeQuery("select 'PostgreSQL ' || current_setting('server_version')")) {
			result.next();
			return result.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	PGSimpleDataSource dataSource(String database) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(this.postgres.getJdbcUrl("postgres", database));
		return dataSource;
	}

	void execute(String sql) {
		try (Connection connection = dataSource("postgres").getConnection()) {
			BenchmarkDatabase.execute(connection, sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
