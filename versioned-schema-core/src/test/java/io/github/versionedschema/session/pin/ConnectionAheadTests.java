package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the connection that is opened before anyone asks for it.
 */
@PostgresTest
class ConnectionAheadTests extends PinnedTests {

	@Test
	void givesTheFirstWhoAsksTheConnectionThatWasOpenedAhead() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.openAhead()).hasValue("public_01_init");
		assertThat(presence().attached(version.id())).hasSize(1);
		try (Connection first = dataSource.getConnection()) {
			assertThat(searchPath(first)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
			assertThat(this.opened).hasValue(1);
			dataSource.getConnection().close();
			assertThat(this.opened).hasValue(2);
		}
		assertThat(presence().attached(version.id())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "preparing", "retired" })
	void keepsNoConnectionAheadOfAVersionThatIsNotLive(String state) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		this.versions.state(version, state);
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.openAhead()).isEmpty();
		awaitNoSession();
		this.versions.state(version, "live");
		dataSource.getConnection().close();
		assertThat(this.opened).hasValue(2);
	}

	@Test
	void keepsNoConnectionAheadWhereTheVersionHasAnotherSchema() throws SQLException {
		GatedVersion version = this.versions.live("public", "01_init", "public_01_init_2");
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.openAhead()).isEmpty();
		try (Connection connection = dataSource.getConnection()) {
			assertThat(searchPath(connection)).isEqualTo("\"public_01_init_2\", \"$user\", \"public\"");
		}
	}

	@Test
	void opensAnotherConnectionWhenTheOneAheadWasLost() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"));
		dataSource.openAhead();
		this.database.jdbc()
			.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'pinned'")
			.query(Boolean.class)
			.single();
		try (Connection connection = dataSource.getConnection()) {
			assertThat(connection.isValid(10)).isTrue();
		}
	}

	@Test
	void givesNobodyTheConnectionAheadOfAnotherUser() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		PinnedDataSource dataSource = pinned(version);
		dataSource.openAhead();
		try (Connection connection = dataSource.getConnection(role, role)) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo(role);
		}
		awaitNoSession();
	}

	@Test
	void keepsNoConnectionAheadOnceThatIsOver() throws SQLException {
		PinnedDataSource dataSource = pinned(this.versions.live("01_init"));
		dataSource.openAhead();
		dataSource.closeAhead();
		dataSource.openAhead();
		awaitNoSession();
		dataSource.getConnection().close();
		assertThat(this.opened).hasValue(3);
	}

}
