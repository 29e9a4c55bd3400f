package io.github.versionedschema.autoconfigure.datasource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.github.versionedschema.autoconfigure.VersionedSchemaAutoConfiguration;
import io.github.versionedschema.autoconfigure.support.MigrationFiles;
import io.github.versionedschema.autoconfigure.support.Properties;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that an application may change the state of its sessions.
 */
@PostgresTest
class SessionStateTests {

	static Stream<Arguments> pools() {
		return Stream.of(PoolKind.values())
			.flatMap((pool) -> Stream.of(true, false)
				.flatMap((autoCommit) -> Stream.of("reset all", "reset search_path", "discard all")
					.map((statement) -> Arguments.of(pool, autoCommit, statement))));
	}

	@ParameterizedTest
	@MethodSource("pools")
	void pathOfAPooledConnectionSurvives(PoolKind pool, boolean autoCommit, String statement, TestDatabase database,
			@TempDir Path folder) {
		application(pool, autoCommit, database, folder).run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			try (Connection connection = dataSource.getConnection()) {
				execute(connection, "set search_path to pg_catalog");
				if (!autoCommit) {
					connection.rollback();
				}
			}
			try (Connection connection = dataSource.getConnection()) {
				// Not allowed in a transaction.
				connection.setAutoCommit(true);
				execute(connection, statement);
			}
			try (Connection connection = dataSource.getConnection()) {
				assertThat(connection.getSchema()).isEqualTo("public_01_create_customers");
			}
		});
	}

	private static ApplicationContextRunner application(PoolKind pool, boolean autoCommit, TestDatabase database,
			Path folder) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, VersionedSchemaAutoConfiguration.class))
			.withPropertyValues(Properties.of(database))
			.withPropertyValues(new MigrationFiles(folder).first().property())
			.withInitializer(pool.withOneConnection(autoCommit)::applyTo);
	}

	private static void execute(Connection connection, String sql) throws Exception {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
