package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.session.pin.Attachment;
import io.github.versionedschema.session.pin.PinnedVersion;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

@PostgresTest
class AttachFunctionsTests {

	private TestDatabase database;

	private Versions versions;

	@BeforeEach
	void install(TestDatabase database) {
		this.database = database;
		this.versions = new Versions(database);
	}

	@Test
	void attachesASessionToALiveVersion() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(version)) {
			assertThat(attach(session, version)).isTrue();
			assertThat(attached(version)).singleElement()
				.satisfies((attached) -> assertThat(attached.pid())
					.isEqualTo(session.unwrap(PGConnection.class).getBackendPID()));
		}
	}

	@Test
	void staysAttachedAfterARollback() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(version)) {
			session.setAutoCommit(false);
			attach(session, version);
			session.rollback();
			assertThat(attached(version)).hasSize(1);
		}
	}

	@Test
	void refusesAnUnknownVersionAndNamesTheLiveOnes() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.live("02_next");
		try (Connection session = this.versions.session(version)) {
			assertRefused(session, new GatedVersion(0, "03_unknown", "", false), AttachRefusal.NOT_LIVE)
				.hasMessageContainingAll("version \"03_unknown\" of schema \"public\" is not live", "No such version",
						"\"01_init\", \"02_next\"");
		}
	}

	@Test
	void refusesAVersionOfAnotherBaseSchema() throws SQLException {
		GatedVersion version = this.versions.live("other", "01_init", "other_01_init");
		try (Connection session = this.versions.session(version)) {
			assertRefused(session, version, AttachRefusal.NOT_LIVE).hasMessageContaining("No such version")
				.hasMessageEndingWith("Wait for its migrations.");
		}
	}

	@Test
	void refusesAVersionInPreparation() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.state(version, "preparing");
		try (Connection session = this.versions.session(version)) {
			assertRefused(session, version, AttachRefusal.NOT_LIVE).hasMessageContaining("being prepared");
			assertThat(locks(session)).isZero();
		}
	}

	@Test
	void refusesARetiredVersionAndSaysWhatToDeploy() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.live("02_next");
		this.versions.state(version, "retired");
		try (Connection session = this.versions.session(version)) {
			assertRefused(session, version, AttachRefusal.RETIRED).hasMessageContainingAll("can never be used again",
					"Its old columns and tables are gone.", "Deploy a release for a live version: \"02_next\"");
			assertThat(locks(session)).isZero();
		}
	}

	@Test
	void saysThatTheColumnsOfARetiredVersionAreBeingRemoved() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.live("02_next");
		this.versions.state(version, "retired");
		this.database.jdbc().sql("""
				insert into versioned_schema.run (base_schema, phase, from_version, to_version, bootstrap, plan, host)
				values ('public', 'completing', '01_init', '02_next', false, '{}', 'here')
				""").update();
		try (Connection session = this.versions.session(version)) {
			assertRefused(session, version, AttachRefusal.RETIRED)
				.hasMessageContaining("Its old columns and tables are being removed.");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "pg_temp, public", "further, public_01_init", "\"public_01_INIT\", public", "" })
	void refusesAPathThatDoesNotLeadToTheVersion(String path) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.execute("create schema further");
		try (Connection session = this.versions.session(version)) {
			session.createStatement().execute("select set_config('search_path', '" + path + "', false)");
			assertRefused(session, version, AttachRefusal.WRONG_PATH).hasMessageContainingAll("\"public_01_init\"",
					"search_path is: " + path, "search_path set to public_01_init, public");
			assertThat(locks(session)).isZero();
		}
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "PUBLIC_01_Init", "\"public_01_init\",public,pg_temp", "missing, public_01_init, further" })
	void takesThePathHoweverItIsWritten(String path) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(path, this.database.user(), this.database.password())) {
			assertThat(attach(session, version)).isTrue();
		}
	}

	@Test
	void saysWhenTheSchemaIsMissing() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.execute("drop schema public_01_init");
		try (Connection session = this.versions.session(version)) {
			assertRefused(session, version, AttachRefusal.WRONG_PATH)
				.hasMessageContaining("Schema public_01_init does not exist");
		}
	}

	@Test
	void attachesARoleWithNothingButUsageOfTheVersionsSchema() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		try (Connection session = this.versions.session(version, role, role)) {
			assertThat(attach(session, version)).isTrue();
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> session.createStatement().execute("select * from versioned_schema.version"))
				.withMessageContaining("permission denied for table version");
		}
	}

	@Test
	void tellsARoleWithoutUsageOfTheVersionsSchema() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		try (Connection session = this.versions.session(version, role, role)) {
			assertRefused(session, version, AttachRefusal.WRONG_PATH).hasMessageContainingAll(
					"its current schema is \"public\"", "Role " + role + " has no USAGE on schema public_01_init",
					"GRANT USAGE ON SCHEMA public_01_init TO " + role);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Upper Case", "with \"quotes\", commas", "it's", "percent % and \\", "größe", "a.b",
			"$user", "a_version_with_a_name_that_is_much_longer_than_what_postgresql_keeps_of_a_name_01" })
	void takesAnyName(String name) throws SQLException {
		String base = "The \"Base\", " + name.substring(0, 3);
		String schema = Identifier.truncatedWithHash(base + "_" + name);
		GatedVersion version = this.versions.live(base, name, schema);
		PinnedVersion pinned = new PinnedVersion(base, name, List.of());
		try (Connection session = this.versions.session(Identifier.quote(schema) + ", " + Identifier.quote(base),
				this.database.user(), this.database.password())) {
			assertThat(Attachment.attach(session, pinned)).isTrue();
			assertThat(attached(version)).hasSize(1);
		}
	}

	@Test
	void distinguishesVersionsThatAreEqualInTheBytesThatThePathKeeps() throws SQLException {
		String common = "v".repeat(70);
		GatedVersion first = this.versions.live("public", common + "1", Identifier.truncatedWithHash(common + "1"));
		GatedVersion second = this.versions.live("public", common + "2", Identifier.truncatedWithHash(common + "2"));
		try (Connection session = this.versions.session(second)) {
			assertRefused(session, first, AttachRefusal.WRONG_PATH);
			assertThat(attach(session, second)).isTrue();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "repeatable read", "serializable" })
	void isNotFooledByASnapshotFromBeforeTheRetirement(String isolation) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(version)) {
			session.setAutoCommit(false);
			session.createStatement().execute("set transaction isolation level " + isolation);
			session.createStatement().execute("select from pg_class");
			this.versions.state(version, "retired");
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> attach(session, version))
				.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo("40001"));
			session.rollback();
			assertThat(locks(session)).isZero();
			assertRefused(session, version, AttachRefusal.RETIRED);
		}
	}

	@Test
	void anOpenTransactionThatOnlyAskedKeepsNoVersionFromBeingRetired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(version)) {
			session.setAutoCommit(false);
			session.createStatement().execute("set transaction isolation level repeatable read");
			session.createStatement().execute("select versioned_schema.version_to_attach('01_init', 'public')");
			this.versions.execute("set lock_timeout = '5s'");
			assertThatCode(() -> this.versions.state(version, "retired")).doesNotThrowAnyException();
		}
	}

	@Test
	void demandsReadCommittedWhereASnapshotCannotBeChecked() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(version)) {
			session.createStatement()
				.execute("set session characteristics as transaction isolation level serializable, read only");
			assertRefused(session, version, AttachRefusal.UNSUITABLE_TRANSACTION)
				.hasMessageContaining("read committed");
		}
	}

	@Test
	void attachesInAReadOnlyTransaction() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (Connection session = this.versions.session(version)) {
			session.setReadOnly(true);
			assertThat(attach(session, version)).isTrue();
		}
	}

	@Test
	void isInstalledAgainWithoutHarm() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		AttachFunctions.statements().forEach(this.versions::execute);
		try (Connection session = this.versions.session(version)) {
			assertThat(attach(session, version)).isTrue();
		}
	}

	@Test
	void isNotLiveInADatabaseWithoutVersions() throws SQLException {
		this.versions.execute("drop schema versioned_schema cascade");
		try (Connection session = this.database.dataSource().getConnection()) {
			assertRefused(session, new GatedVersion(1, "01_init", "public_01_init", false), AttachRefusal.NOT_LIVE)
				.hasMessageContaining("no versions yet");
		}
	}

	private static boolean attach(Connection session, GatedVersion version) throws SQLException {
		return Attachment.attach(session, new PinnedVersion("public", version.name(), List.of()));
	}

	private static AbstractThrowableAssert<?, Throwable> assertRefused(Connection session, GatedVersion version,
			AttachRefusal refusal) {
		AttachRefusedException exception = catchThrowableOfType(AttachRefusedException.class,
				() -> attach(session, version));
		assertThat(exception.reason()).isEqualTo(refusal);
		return assertThat((Throwable) exception);
	}

	private List<AttachedSession> attached(GatedVersion version) {
		return new Presence(this.database.jdbc()).attached(version.id());
	}

	private static int locks(Connection session) throws SQLException {
		try (var result = session.createStatement()
			.executeQuery("select count(*) from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()")) {
			result.next();
			return result.getInt(1);
		}
	}

}
