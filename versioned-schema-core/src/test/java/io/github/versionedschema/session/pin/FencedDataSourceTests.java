package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.session.AttachRefusal;
import io.github.versionedschema.session.AttachRefusedException;
import io.github.versionedschema.session.Gate;
import io.github.versionedschema.session.UnversionedClients;
import io.github.versionedschema.session.Versions;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests that a DataSource is fenced while its version is not live, and no longer.
 */
@PostgresTest
class FencedDataSourceTests extends PinnedTests {

	@Test
	void isFencedOnceItsVersionIsRetired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		this.versions.live("02_next");
		this.versions.state(version, "retired");
		for (int i = 0; i < 3; i++) {
			AttachRefusedException refused = catchThrowableOfType(AttachRefusedException.class,
					dataSource::getConnection);
			assertThat(refused.reason()).isEqualTo(AttachRefusal.RETIRED);
			assertThat(refused.getMessage()).contains("Deploy a release for a live version: \"02_next\"");
		}
		assertThat(dataSource.isFenced()).isTrue();
		assertThat(dataSource.isUsable()).isFalse();
		await().untilAsserted(() -> assertThat(this.fenced).hasSize(1));
		assertThat(this.opened).as("a fenced source opens nothing").hasValue(2);
	}

	@Test
	void isFencedWhenItsVersionIsUndone() throws SQLException {
		GatedVersion version = this.versions.live("02_next");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		this.versions.execute("delete from versioned_schema.version");
		assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
		assertThat(dataSource.isFenced()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "preparing", "retired" })
	void opensConnectionsAgainWhenItsVersionIsLiveAgain(String state) throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (PinnedDataSource dataSource = pinned(version)) {
			for (int i = 1; i <= 2; i++) {
				dataSource.getConnection().close();
				this.versions.state(version, state);
				assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
				assertThat(dataSource.isFenced()).isTrue();
				int looks = this.opened.get();
				await().until(() -> this.opened.get() > looks);
				assertThat(dataSource.isFenced()).isTrue();
				this.versions.state(version, "live");
				await().atMost(Duration.ofSeconds(30)).until(() -> !dataSource.isFenced());
				assertThat(this.fenced).hasSize(i);
			}
			try (Connection connection = dataSource.getConnection()) {
				assertThat(searchPath(connection)).isEqualTo("\"public_01_init\", \"$user\", \"public\"");
				assertThat(presence().attached(version.id())).hasSize(1);
				assertThat(dataSource.isUsable()).isTrue();
				assertThat(dataSource.lastRefusal()).isEmpty();
			}
		}
	}

	@Test
	void findsItsVersionWhenTheCredentialsOfThePoolHaveExpired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		try (PinnedDataSource dataSource = pinned(version)) {
			dataSource.getConnection(role, role).close();
			this.versions.state(version, "preparing");
			assertThatExceptionOfType(AttachRefusedException.class)
				.isThrownBy(() -> dataSource.getConnection(role, role));
			this.versions.execute("alter role " + role + " nologin");
			this.versions.state(version, "live");
			await().atMost(Duration.ofSeconds(30)).until(() -> !dataSource.isFenced());
		}
	}

	@Test
	void staysFencedWhileItsVersionIsLiveInNoSchema() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (PinnedDataSource dataSource = pinned(version)) {
			dataSource.getConnection().close();
			this.versions.execute("drop schema versioned_schema cascade");
			assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection)
				.withMessageContaining("this database has no versions yet");
			this.versions.execute("drop schema public_01_init");
			new Versions(this.database).execute("""
					insert into versioned_schema.version (base_schema, name, schema_name, state)
					values ('public', '01_init', 'public_01_init', 'live')
					""");
			int looks = this.opened.get();
			await().until(() -> this.opened.get() > looks);
			assertThat(dataSource.isFenced()).isTrue();
			this.versions.execute("create schema public_01_init");
			await().atMost(Duration.ofSeconds(30)).until(() -> !dataSource.isFenced());
			dataSource.getConnection().close();
		}
	}

	@Test
	void isNotFencedByAGateThatOpensAgain() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		try (Connection leader = this.versions.leader()) {
			ClosedGate closed = gate().close(leader, version, true, (terminated) -> {
			});
			assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
			assertThat(dataSource.isUsable()).isFalse();
			assertThat(dataSource.takenAway()).isPresent();
			closed.open();
		}
		await().until(() -> dataSource.takenAway().isEmpty());
		dataSource.getConnection().close();
		assertThat(dataSource.isFenced()).isFalse();
		assertThat(dataSource.isUsable()).isTrue();
	}

	@Test
	void findsItsVersionOpenAgainWhenTheCredentialsOfThePoolHaveExpired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		String role = this.database.createRole();
		this.versions.execute("grant usage on schema public_01_init to " + role);
		try (PinnedDataSource dataSource = pinned(version); Connection leader = this.versions.leader()) {
			dataSource.getConnection(role, role).close();
			ClosedGate closed = gate().close(leader, version, true, (terminated) -> {
			});
			assertThatExceptionOfType(AttachRefusedException.class)
				.isThrownBy(() -> dataSource.getConnection(role, role));
			this.versions.execute("alter role " + role + " nologin");
			closed.open();
			await().until(() -> dataSource.takenAway().isEmpty());
		}
	}

	@Test
	void waitsOnlyForALimitedTimeForTheAnswerWhetherItsVersionIsOpenAgain() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		try (PinnedDataSource dataSource = pinned(version); Connection leader = this.versions.leader()) {
			dataSource.getConnection().close();
			ClosedGate closed = gate().close(leader, version, true, (terminated) -> {
			});
			assertThatExceptionOfType(AttachRefusedException.class).isThrownBy(dataSource::getConnection);
			int callers = this.properties.size();
			await().until(() -> this.properties.size() > callers);
			assertThat(this.properties.get(callers)).containsEntry("loginTimeout", "30")
				.containsEntry("socketTimeout", "30");
			closed.open();
			await().until(() -> dataSource.takenAway().isEmpty());
			dataSource.getConnection().close();
			assertThat(this.properties.get(this.properties.size() - 1)).as("of a caller")
				.doesNotContainKey("socketTimeout");
		}
	}

	private static Gate gate() {
		return new Gate(new UnversionedClients(Set.of(), "none"), Duration.ofSeconds(30));
	}

	@Test
	void opensNothingForItsCallersWhileItsVersionIsClosedAndLearnsThatItWasRetired() throws SQLException {
		GatedVersion version = this.versions.live("01_init");
		PinnedDataSource dataSource = pinned(version);
		dataSource.getConnection().close();
		try (Connection leader = this.versions.leader()) {
			ClosedGate closed = gate().close(leader, version, true, (terminated) -> {
			});
			for (int i = 0; i < 100; i++) {
				AttachRefusedException refused = catchThrowableOfType(AttachRefusedException.class,
						dataSource::getConnection);
				assertThat(refused.reason()).isEqualTo(AttachRefusal.CLOSED);
			}
			assertThat(this.opened).hasValueLessThan(50);
			this.versions.state(version, "retired");
			closed.open();
		}
		// No connection is requested.
		await().until(dataSource::isFenced);
		await().untilAsserted(() -> assertThat(this.fenced).hasSize(1));
	}

}
