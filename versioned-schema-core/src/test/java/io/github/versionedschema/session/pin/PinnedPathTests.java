package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the path of connections, whatever the server, the role or the pool sets.
 */
@PostgresTest
class PinnedPathTests extends PinnedTests {

	@ParameterizedTest
	@ValueSource(strings = { "Upper Case", "with \"quotes\", commas", "it's", "back\\slash", "größe", "$user",
			"a_version_with_a_name_that_is_much_longer_than_what_postgresql_keeps_of_a_name_01" })
	void quotesThePathInTheStartUpPacket(String name) throws SQLException {
		String schema = Identifier.truncatedWithHash("public_" + name);
		GatedVersion version = this.versions.live("public", name, schema);
		this.versions.execute("create schema \"A \"\"further\"\", one\"");
		PinnedDataSource dataSource = pinned(version, List.of("A \"further\", one", "public"), () -> schema);
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			try (var result = statement.executeQuery("select current_schemas(false)")) {
				result.next();
				assertThat((String[]) result.getArray(1).getArray()).containsExactly(schema, "public",
						"A \"further\", one");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "?currentSchema=public", "?ssl=false&currentSchema=a,b", "?current%53chema=x" })
	void refusesAUrlThatSetsThePath(String query) {
		assertThatExceptionOfType(CurrentSchemaInUrlException.class)
			.isThrownBy(() -> new DriverConnections("jdbc:postgresql://db.example/shop" + query, Properties::new))
			.withMessageContainingAll("The URL jdbc:postgresql://db.example/shop sets currentSchema",
					"versioned-schema.schema", "SearchPathCustomizer")
			.withMessageNotContaining("ssl=false");
	}

	@Test
	void refusesPropertiesThatSetThePath() {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"), List.of(), () -> "public_01_init",
				credentials("currentSchema", "mine"));
		assertThatExceptionOfType(CurrentSchemaInUrlException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("A property of the DataSource sets currentSchema");
	}

	@Test
	void winsOverAPathInTheOptions() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"), List.of(), () -> "public_01_init",
				credentials("options", "-c search_path=mine"));
		try (Connection connection = dataSource.getConnection()) {
			assertThat(searchPath(connection)).startsWith("\"public_01_init\"");
		}
	}

	@Test
	void keepsThePathInAHikariPoolOverRollbacksAndDiscardAll() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		HikariConfig config = new HikariConfig();
		config.setDataSource(pinned(version));
		config.setAutoCommit(false);
		config.setMaximumPoolSize(1);
		config.setConnectionInitSql("select 1");
		try (HikariDataSource pool = new HikariDataSource(config)) {
			for (int i = 0; i < 3; i++) {
				try (Connection connection = pool.getConnection()) {
					assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
					connection.createStatement().execute("set search_path = public");
					connection.rollback();
				}
			}
			assertThat(presence().attached(version.id())).hasSize(1);
			try (Connection connection = pool.getConnection()) {
				connection.setAutoCommit(true);
				connection.createStatement().execute("discard all");
				assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
			}
			assertThat(presence().attached(version.id())).isEmpty();
		}
	}

	@Test
	void keepsThePathThatTheDatabaseSets() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.execute("alter database " + this.database.name()
				+ " set search_path = \"$user\", public, extensions, \"Upper \"\"and, comma\"");
		try (Connection connection = pinned(version, List.of("further", "extensions"), version::schema)
			.getConnection()) {
			assertThat(searchPath(connection)).isEqualTo(
					"\"public_01_init\", \"$user\", \"public\", \"extensions\", \"Upper \"\"and, comma\", \"further\"");
		}
	}

	@Test
	void keepsThePathOfTheRoleThatConnects() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		this.versions.execute("alter database " + this.database.name() + " set search_path = public, of_database");
		this.versions.execute("alter role " + role + " in database " + this.database.name()
				+ " set search_path = first, public, of_role");
		PinnedDataSource dataSource = pinned(version);
		try (Connection connection = dataSource.getConnection();
				Connection other = dataSource.getConnection(role, role)) {
			assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"public\", \"of_database\"");
			assertThat(searchPath(other)).isEqualTo("\"public_01_init\", \"first\", \"public\", \"of_role\"");
		}
	}

	@Test
	void putsTheBaseSchemaBehindTheVersionWhereTheServersPathLacksIt() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.execute("alter database " + this.database.name() + " set search_path = extensions");
		try (Connection connection = pinned(version).getConnection()) {
			assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"public\", \"extensions\"");
		}
	}

}
