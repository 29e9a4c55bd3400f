package io.github.versionedschema.leader;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.postgres.ServerFacts;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class LeaderTests {

	private static Leader leader(TestDatabase database, String schema) {
		return new Leader(database.dataSource()::getConnection, schema, LockSettings.DEFAULT);
	}

	private static Leadership lead(TestDatabase database) {
		return leader(database, "public").tryLead(new StopSignal()).orElseThrow();
	}

	@Test
	void thereIsOneForEachBaseSchema(TestDatabase database) {
		database.jdbc().sql("create schema other").update();
		try (Leadership first = lead(database)) {
			assertThat(leader(database, "public").tryLead(new StopSignal())).isEmpty();
			try (Leadership other = leader(database, "other").tryLead(new StopSignal()).orElseThrow()) {
				assertThat(other.pid()).isNotEqualTo(first.pid());
			}
			assertThat(new LeaderQuery(database.jdbc(), "public").find()).map(LeaderQuery.CurrentLeader::pid)
				.contains(first.pid());
		}
		assertThat(new LeaderQuery(database.jdbc(), "public").find()).isEmpty();
		lead(database).close();
	}

	@Test
	void losesItsRightToChangeAnythingWithItsConnection(TestDatabase database) {
		try (Leadership first = lead(database)) {
			database.jdbc().sql("select pg_terminate_backend(?, 10000)").params(first.pid()).query().listOfRows();
			try (Leadership second = lead(database)) {
				assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(() -> first.guard(() -> {
					first.execute("create table t ()");
					return true;
				}));
				assertThat(second.jdbc().sql("select to_regclass('t') is not null").query(Boolean.class).single())
					.isFalse();
			}
		}
	}

	@Test
	void ignoresLimitsThatAreMeantForClients(TestDatabase database) {
		String role = database.createRole();
		database.jdbc().sql("grant create on database " + database.name() + " to " + role).update();
		database.jdbc().sql("alter role " + role + " set statement_timeout = '1min'").update();
		database.jdbc().sql("alter role " + role + " set default_transaction_read_only = on").update();
		database.jdbc().sql("alter role " + role + " set default_transaction_isolation = 'serializable'").update();
		database.jdbc().sql("alter role " + role + " set search_path = pg_catalog, \"Odd, one\"").update();
		try (Leadership leadership = new Leader(database.dataSource(role, role)::getConnection, "public",
				LockSettings.DEFAULT)
			.tryLead(new StopSignal())
			.orElseThrow()) {
			leadership.execute("create schema own");
			assertThat(leadership.jdbc().sql("show statement_timeout").query(String.class).single()).isEqualTo("0");
			assertThat(leadership.jdbc().sql("show search_path").query(String.class).single())
				.isEqualTo("pg_catalog, pg_temp");
			assertThat(leadership.paths().usersPath()).contains("\"public\", \"pg_catalog\", \"Odd, one\"");
			assertThat(leadership.jdbc().sql("show transaction_isolation").query(String.class).single())
				.isEqualTo("read committed");
		}
	}

	@ParameterizedTest
	@CsvSource({ "quote_all_identifiers, on, off", "IntervalStyle, sql_standard, postgres", "bytea_output, escape, hex",
			"standard_conforming_strings, off, on" })
	void readsTheCatalogueAsEverywhere(String setting, String ofTheDatabase, String expected, TestDatabase database) {
		database.jdbc()
			.sql("alter database %s set %s = %s".formatted(database.name(), setting, ofTheDatabase))
			.update();
		try (Leadership leadership = new Leader(database.dataSource()::getConnection, "public", LockSettings.DEFAULT)
			.tryLead(new StopSignal())
			.orElseThrow()) {
			assertThat(leadership.jdbc().sql("show " + setting).query(String.class).single()).isEqualTo(expected);
		}
	}

	@Test
	void needsTheRightToCreateSchemasAndSaysHowToGrantIt(TestDatabase database) {
		String role = database.createRole();
		try (Leadership leadership = new Leader(database.dataSource(role, role)::getConnection, "public",
				LockSettings.DEFAULT)
			.tryLead(new StopSignal())
			.orElseThrow()) {
			assertThatExceptionOfType(MissingPrivilegeException.class)
				.isThrownBy(leadership::requireRightToCreateSchemas)
				.satisfies((ex) -> assertThat(ex.grant())
					.isEqualTo("GRANT CREATE ON DATABASE \"" + database.name() + "\" TO \"" + role + "\""));
		}
	}

	@Test
	void needsABaseSchema(TestDatabase database) {
		assertThatExceptionOfType(MissingPrivilegeException.class)
			.isThrownBy(() -> leader(database, "Missing").tryLead(new StopSignal()))
			.withMessageContaining("CREATE SCHEMA \"Missing\" AUTHORIZATION");
	}

	@Test
	void refusesALockTimeOutThatLetsClientsDieInDeadlocks(TestDatabase database) {
		Optional<LockSettings> tooLong = Optional.of(LockSettings.DEFAULT.with(Duration.ofMillis(500), 3));
		assertThatExceptionOfType(UnsupportedServerException.class)
			.isThrownBy(() -> new Leader(database.dataSource()::getConnection, "public", tooLong.get())
				.tryLead(new StopSignal()))
			.withMessageContaining("below 500 ms");
	}

	@Test
	void refusesServersThatAreTooOldOrNoPostgres() {
		ServerCheck check = new ServerCheck("public", LockSettings.DEFAULT);
		assertThatExceptionOfType(UnsupportedServerException.class)
			.isThrownBy(() -> check.require(server(140010, "PostgreSQL 14.10 on x86_64", false)))
			.withMessageContaining("PostgreSQL 14.10");
		assertThatExceptionOfType(UnsupportedServerException.class)
			.isThrownBy(() -> check.require(server(150000, "CockroachDB CCL v25", false)))
			.withMessageContaining("CockroachDB");
		assertThatExceptionOfType(UnsupportedServerException.class)
			.isThrownBy(() -> check.require(server(150000, "PostgreSQL 15.0", true)))
			.withMessageContaining("standby");
		check.require(server(990001, "PostgreSQL 99.1", false));
	}

	@Test
	void refusesOtherDatabasesBeforeItAsksThemAnything() {
		AtomicInteger closed = new AtomicInteger();
		ConnectionSource other = () -> connectionTo("H2", closed);
		assertThatExceptionOfType(UnsupportedServerException.class)
			.isThrownBy(() -> new Leader(other, "public", LockSettings.DEFAULT).tryLead(new StopSignal()))
			.withMessageContaining("the database is H2");
		assertThatExceptionOfType(UnsupportedServerException.class).isThrownBy(() -> new Observer(other, "public"))
			.withMessageContaining("the database is H2");
		assertThat(closed).hasValue(2);
	}

	/**
	 * Returns a connection that fails for any call other than for the database product.
	 */
	private static Connection connectionTo(String product, AtomicInteger closed) {
		DatabaseMetaData metaData = proxy(DatabaseMetaData.class, Map.of("getDatabaseProductName", () -> product));
		return proxy(Connection.class,
				Map.of("getMetaData", () -> metaData, "isClosed", () -> false, "close", closed::incrementAndGet));
	}

	private static <T> T proxy(Class<T> type, Map<String, Supplier<?>> answers) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(instance, method, arguments) -> {
					Object answer = Objects.requireNonNull(answers.get(method.getName()), method.getName()).get();
					return (method.getReturnType() != void.class) ? answer : null;
				}));
	}

	private static ServerFacts server(int version, String text, boolean standby) {
		return new ServerFacts(version, text, standby, 1, 1000, "db", "role", "public", true, true, true);
	}

	@Test
	void tellsWhenTheDatabaseCannotBeReached(TestDatabase database) {
		PGSimpleDataSource wrong = database.dataSource("nobody", "wrong");
		assertThatExceptionOfType(DatabaseUnreachableException.class)
			.isThrownBy(
					() -> new Leader(wrong::getConnection, "public", LockSettings.DEFAULT).tryLead(new StopSignal()))
			.withMessageContaining("Nothing was changed");
	}

	@Test
	void findsWhatIsOnlyOnThePathOfTheApplicationsRole(TestDatabase database) {
		String role = database.createRole();
		JdbcClient jdbc = database.jdbc();
		jdbc.sql("alter role " + role + " set search_path = of_role").update();
		assertThat(usersPath(database, role)).contains("'\"public\", \"$user\", \"of_role\"'");
		jdbc.sql("alter database " + database.name() + " set search_path = of_database, public").update();
		jdbc.sql("alter role " + role + " in database " + database.name() + " set search_path = \"Of Both\"").update();
		assertThat(usersPath(database, role)).contains("'\"public\", \"of_database\", \"Of Both\"'");
		assertThat(usersPath(database, null)).contains("'\"public\", \"of_database\"'");
	}

	private static String usersPath(TestDatabase database, @Nullable String applicationRole) {
		try (Leadership leadership = new Leader(database.dataSource()::getConnection, "public", LockSettings.DEFAULT,
				applicationRole, new Samples(true))
			.tryLead(new StopSignal())
			.orElseThrow()) {
			return leadership.paths().usersPath();
		}
	}

}
