package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests how connections are opened and attached, and what is said when that fails.
 */
@PostgresTest
class PinnedDataSourceTests extends PinnedTests {

	@Test
	void opensConnectionsOnThePathOfTheVersionAndAttachesThem() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		assertThat(dataSource.isUsable()).isFalse();
		try (Connection first = dataSource.getConnection(); Connection second = dataSource.getConnection()) {
			assertThat(searchPath(first)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
			assertThat(second.isValid(10)).isTrue();
			assertThat(presence().attached(version.id())).hasSize(2);
		}
		assertThat(dataSource.isUsable()).isTrue();
		assertThat(dataSource.lastRefusal()).isEmpty();
	}

	@Test
	void closesAConnectionThatWasRefused() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version, List.of(), () -> "public");
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection)
			.withMessageContaining("its current schema is \"public\"");
		awaitNoSession();
	}

	@Test
	void asksForCredentialsAtEachOpening() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		Properties current = credentials("ApplicationName", "pinned");
		PinnedDataSource dataSource = new PinnedDataSource(new DriverConnections(this.database.url(), () -> current),
				version(version, List.of()), version::schema, this.fenced::add);
		dataSource.getConnection().close();
		current.setProperty("user", role);
		current.setProperty("password", role);
		try (Connection connection = dataSource.getConnection()) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo(role);
		}
		try (Connection connection = dataSource.getConnection(this.database.user(), this.database.password())) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo(this.database.user());
		}
	}

	@Test
	void explainsAPoolerThatDoesNotTakeThePath() {
		PinnedDataSource dataSource = new PinnedDataSource((properties) -> {
			throw new SQLException("FATAL: unsupported startup parameter: search_path", "08P01");
		}, new PinnedVersion("public", "01_init", List.of()), () -> "public_01_init", this.fenced::add);
		assertThatExceptionOfType(PoolerInBetweenException.class).isThrownBy(dataSource::getConnection)
			.withMessageContainingAll("PgBouncer", "session pooling mode", "unsupported startup parameter");
	}

	@Test
	void givesAPoolItsCredentialsAndTheReasonOfItsFailure() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		HikariConfig config = new HikariConfig();
		PinnedDataSource dataSource = new PinnedDataSource(
				new DriverConnections(this.database.url(), () -> new Properties()), version(version, List.of()),
				version::schema, this.fenced::add);
		config.setDataSource(dataSource);
		config.setUsername(this.database.user());
		config.setPassword(this.database.password());
		try (HikariDataSource pool = new HikariDataSource(config); Connection connection = pool.getConnection()) {
			assertThat(connection.isValid(10)).isTrue();
		}
		this.versions.state(version, "retired");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> new HikariDataSource(config).close())
			.withStackTraceContaining("retired and can never be used again");
		assertThat(dataSource.lastRefusal()).get().isInstanceOf(AttachRefusedException.class);
		assertThat(this.fenced).hasSize(1);
	}

}
