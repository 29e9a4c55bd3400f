package io.github.versionedschema.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.journal.JournalState;
import io.github.versionedschema.journal.VersionRow;
import io.github.versionedschema.session.AttachedSession;
import io.github.versionedschema.session.Presence;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which sessions that are attached to no version count as the application's.
 */
@PostgresTest
class UnversionedSessionsTests {

	private TestDatabase database;

	private String leader;

	private String other;

	@BeforeEach
	void createRoles(TestDatabase database) {
		this.database = database;
		this.leader = database.createRole();
		this.other = database.createRole();
	}

	@Test
	void sessionsOfTheLeadersRoleAndOfRolesOfAttachedSessionsCount() throws SQLException {
		assertThat(roles(null)).containsExactlyInAnyOrder(this.leader, this.other);
	}

	@ParameterizedTest
	@ValueSource(strings = { "superuser", "createrole" })
	void sessionsOfAnAdministratorDoNotCountBecauseOneIsAttached(String attribute) throws SQLException {
		this.database.jdbc().sql("alter role " + this.other + " " + attribute).update();
		assertThat(roles(null)).containsExactly(this.leader);
	}

	@Test
	void sessionsOfAnAdministratorCountIfTheApplicationHasThatRole() throws SQLException {
		this.database.jdbc().sql("alter role " + this.other + " superuser").update();
		assertThat(roles(this.other)).containsExactly(this.other);
	}

	@Test
	void sessionsOfTheLeadersRoleDoNotCountIfTheApplicationHasAnotherRole() throws SQLException {
		assertThat(roles(this.other)).containsExactly(this.other);
		String application = this.database.createRole();
		assertThat(roles(application)).as("another release with another role").containsExactly(this.other);
	}

	/**
	 * Returns the roles whose sessions count, of two roles that have one attached and one
	 * unattached session each.
	 */
	private List<@Nullable String> roles(@Nullable String applicationRole) throws SQLException {
		VersionedSchemaSettings of = VersionedSchemaSettings.of("public");
		VersionedSchemaSettings settings = new VersionedSchemaSettings(of.baseSchema(), of.version(), applicationRole,
				of.lockTimeout(), of.lockTries(), of.batchTime(), of.forceTimeout(), of.longestOutage(),
				of.tombstoneRetention(), of.host(), of.applicationVersion(), of.safeguards());
		VersionRow version = new VersionRow(1, "01_a", "public_01_a", VersionRow.State.LIVE, Instant.EPOCH,
				Instant.EPOCH, null);
		JournalState state = new JournalState(List.of(version), List.of(), List.of(), false, false);
		try (Connection first = session(this.leader); Connection second = session(this.other)) {
			return new UnversionedSessions(settings, state, new Presence(this.database.jdbc()),
					Map.of(1, attached(this.leader, this.other)), this.leader)
				.list()
				.stream()
				.map(AttachedSession::user)
				.toList();
		}
	}

	private Connection session(String role) throws SQLException {
		return this.database.dataSource(role, role).getConnection();
	}

	private static List<AttachedSession> attached(String... roles) {
		return Arrays.stream(roles)
			.map((role) -> new AttachedSession(1, role, "psql", null, null, null, null))
			.toList();
	}

}
