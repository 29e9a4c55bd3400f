package io.github.versionedschema.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import io.github.versionedschema.test.EmbeddedServer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Server for measurements: the embedded server of the tests, with durable commits.
 */
final class BenchmarkServer implements AutoCloseable {

	private static final String TEMPLATE = "benchmark_template";

	private final EmbeddedServer server = EmbeddedServer.start(Map.of("fsync", "on"));

	/** Creates the template database of all measurements. */
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

	/** Returns a copy of the template whose data is already written to disk. */
	BenchmarkDatabase copyOfTemplate() {
		execute("create database benchmark template " + TEMPLATE + " strategy file_copy");
		execute("checkpoint");
		return new BenchmarkDatabase(this, "benchmark");
	}

	String version() {
		return this.server.server()
			.jdbc()
			.sql("select 'PostgreSQL ' || current_setting('server_version')")
			.query(String.class)
			.single();
	}

	PGSimpleDataSource dataSource(String database) {
		return this.server.server().dataSource(database);
	}

	void execute(String sql) {
		this.server.server().jdbc().sql(sql).update();
	}

	@Override
	public void close() {
		this.server.close();
	}

}
