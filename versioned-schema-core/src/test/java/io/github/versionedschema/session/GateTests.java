package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.session.pin.Attachment;
import io.github.versionedschema.session.pin.PinnedVersion;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

@PostgresTest
class GateTests {

	private TestDatabase database;

	private Versions versions;

	private GatedVersion version;

	private Connection leader;

	private String role;

	private Gate gate;

	private final List<Object> terminated = new ArrayList<>();

	@BeforeEach
	void prepare(TestDatabase database) throws SQLException {
		this.database = database;
		this.versions = new Versions(database);
		this.version = this.versions.live("01_init");
		this.leader = this.versions.leader();
		this.role = database.createRole();
		this.gate = new Gate(new UnversionedClients(Set.of(this.role, database.user()), Versions.OWN_APPLICATION_NAME),
				Duration.ofSeconds(30));
	}

	@AfterEach
	void disconnect() throws SQLException {
		this.leader.close();
	}

	@Test
	void keepsSessionsOutUntilItIsOpened() throws SQLException {
		try (Connection session = this.versions.session(this.version)) {
			ClosedGate closed = close(this.version, false);
			AttachRefusedException refused = catchThrowableOfType(AttachRefusedException.class, () -> attach(session));
			assertThat(refused.reason()).isEqualTo(AttachRefusal.CLOSED);
			assertThat(refused.getMessage()).contains("Try again");
			closed.open();
			assertThat(attach(session)).isTrue();
		}
	}

	@Test
	void refusesWhileSessionsAreAttachedAndSaysWho() throws SQLException {
		try (Connection session = this.versions.session(this.version)) {
			attach(session);
			RefusedException refused = refused(this.version, false);
			assertThat(refused.reason()).isEqualTo(Reason.SESSIONS_ATTACHED);
			assertThat(refused).hasMessageContainingAll("Version \"01_init\"", "application client", "role postgres",
					"address 127.0.0.1", "connected since", "idle", "Nothing was changed", "force");
			assertThat(refused.details()).singleElement().isInstanceOf(AttachedSession.class);
			assertThat(attach(session)).isTrue();
		}
		await().untilAsserted(() -> close(this.version, false).open());
	}

	@Test
	void countsTheSessionsOfAnApplicationAndListsAll() throws SQLException {
		try (SessionGroup sessions = new SessionGroup(12, () -> this.versions.session(this.version))) {
			sessions.forEach(GateTests.this::attach);
			assertThat(refused(this.version, false))
				.hasMessageContaining(
						"Attached: 12 sessions (role postgres, application client, address 127.0.0.1, connected since")
				.hasMessageContaining(", idle; pids ")
				.satisfies((ex) -> assertThat(((RefusedException) ex).details()).hasSize(12));
		}
	}

	@Test
	void opensByItselfWhenTheLeaderIsGone() throws SQLException {
		close(this.version, false);
		this.leader.close();
		try (Connection session = this.versions.session(this.version)) {
			await().ignoreExceptionsInstanceOf(AttachRefusedException.class)
				.untilAsserted(() -> assertThat(attach(session)).isTrue());
		}
	}

	@Test
	void refusesWhileSomebodyUsesItsViewsAfterDiscardingTheLock() throws SQLException {
		createView();
		try (Connection session = this.versions.session(this.version);
				Statement statement = session.createStatement()) {
			attach(session);
			statement.execute("discard all");
			session.setAutoCommit(false);
			statement.execute("select * from users");
			RefusedException refused = refused(this.version, false);
			assertThat(refused).hasMessageContainingAll("Not attached", "pg_dump", "DISCARD ALL",
					"idle in transaction");
			session.commit();
			ClosedGate closed = close(this.version, false);
			closed.open();
		}
	}

	@Test
	void forceTerminatesWhoIsAttachedAndReportsThem() throws SQLException {
		try (Connection session = this.versions.session(this.version);
				Connection other = this.versions.session(this.versions.live("02_next"))) {
			attach(session);
			ClosedGate closed = close(this.version, true);
			assertThat(this.terminated).singleElement()
				.satisfies(
						(terminated) -> assertThat(((AttachedSession) terminated).application()).isEqualTo("client"));
			assertThat(session.isValid(10)).isFalse();
			assertThat(other.isValid(10)).isTrue();
			closed.open();
		}
		assertThat(this.database.jdbc().sql("show lock_timeout").query(String.class).single()).isEqualTo("0");
	}

	@Test
	void forceTerminatesWhoUsesViewsWithoutBeingAttached() throws SQLException {
		createView();
		try (Connection session = this.versions.session(this.version);
				Statement statement = session.createStatement()) {
			session.setAutoCommit(false);
			statement.execute("select * from users");
			close(this.version, true);
			assertThat(this.terminated).hasSize(1);
			assertThat(session.isValid(10)).isFalse();
		}
	}

	@Test
	void forceWinsAgainstClientsThatComeBackAtOnce() throws Exception {
		try (SessionGroup clients = new SessionGroup(4, () -> this.versions.session(this.version))) {
			clients.keepAttaching(this.version);
			await().until(() -> presence().attached(this.version.id()).size() == 4);
			close(this.version, true);
			assertThat(presence().attached(this.version.id())).isEmpty();
			assertThat(this.terminated).hasSizeGreaterThanOrEqualTo(4);
		}
	}

	@Test
	void saysWhenTheLeaderMayNotTerminateAndReportsWhoIsTerminatedAlready() throws SQLException {
		this.versions.execute("grant create on database " + this.database.name() + " to " + this.role);
		this.versions.execute("grant usage on schema public_01_init to " + this.role);
		try (Connection weakLeader = this.database.dataSource(this.role, this.role).getConnection();
				Connection own = this.versions.session(this.version, this.role, this.role);
				Connection session = this.versions.session(this.version)) {
			attach(own);
			attach(session);
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> this.gate.close(weakLeader, this.version, true, this.terminated::add))
				.withMessageContainingAll("may not terminate", "pg_signal_backend");
			assertThat(session.isValid(10)).isTrue();
			assertThat(own.isValid(10)).isFalse();
			assertThat(this.terminated).hasSize(1);
		}
	}

	@Test
	void refusesWhileTheApplicationHasSessionsFromBeforeTheFirstMigration() throws SQLException {
		try (Connection old = this.database.dataSource(this.role, this.role).getConnection()) {
			assertThat(refused(null, false)).hasMessageContainingAll("before the first migration", "role " + this.role);
			assertThat(old.isValid(10)).isTrue();
			close(null, true);
			assertThat(this.terminated).hasSize(1);
			assertThat(old.isValid(10)).isFalse();
		}
		close(null, false).open();
		assertThat(this.terminated).hasSize(1);
	}

	@Test
	void sessionsThatTheServerHidesFromTheLeaderCountAndTheRightIsNamed() throws SQLException {
		String blind = this.database.createRole();
		try (Connection blindLeader = this.database.dataSource(blind, blind).getConnection();
				Connection old = this.database.dataSource(this.role, this.role).getConnection()) {
			assertThatExceptionOfType(RefusedException.class)
				.isThrownBy(() -> this.gate.close(blindLeader, null, false, this.terminated::add))
				.withMessageContainingAll("before the first migration", "role " + this.role, "grant pg_read_all_stats");
			assertThat(old.isValid(10)).isTrue();
		}
	}

	@Test
	void doesNotCountAttachedSessionsAndOurOwnAsFromBeforeTheFirstMigration() throws SQLException {
		try (Connection session = this.versions.session(this.version); Connection own = this.versions.leader()) {
			attach(session);
			close(null, false);
			assertThat(this.terminated).isEmpty();
			assertThat(own.isValid(10)).isTrue();
		}
	}

	@Test
	void refusesToCloseTheOldestVersionWhileTheApplicationHasSessionsOnNoVersion() throws SQLException {
		GatedVersion oldest = oldest();
		try (Connection attached = this.versions.session(this.version);
				Connection unattached = this.database.dataSource(this.role, this.role).getConnection()) {
			attach(attached);
			assertThat(refused(oldest, false).details()).hasSize(2);
			assertThat(refused(oldest, false)).hasMessageContainingAll("Version \"01_init\"", "Attached: 1 session",
					"attached to no version", "role " + this.role);
			assertThat(unattached.isValid(10)).isTrue();
		}
	}

	@Test
	void sessionsOnNoVersionDoNotKeepAnotherVersionOpen() throws SQLException {
		try (Connection unattached = this.database.dataSource(this.role, this.role).getConnection()) {
			close(this.version, false).open();
			assertThat(unattached.isValid(10)).isTrue();
		}
	}

	@Test
	void waitsForASessionThatIsAboutToAttachToAnotherVersion() throws Exception {
		GatedVersion next = this.versions.live("02_next");
		try (Connection session = this.versions.session(next)) {
			CompletableFuture<ClosedGate> closing = CompletableFuture.supplyAsync(() -> close(oldest(), false));
			Attachment.attach(session, new PinnedVersion("public", next.name(), List.of()));
			closing.get().open();
		}
	}

	@Test
	void forceTerminatesSessionsOnNoVersionWithTheOldestOne() throws SQLException {
		try (Connection unattached = this.database.dataSource(this.role, this.role).getConnection()) {
			close(oldest(), true);
			assertThat(this.terminated).hasSize(1);
			assertThat(unattached.isValid(10)).isFalse();
		}
	}

	private GatedVersion oldest() {
		return new GatedVersion(this.version.id(), this.version.name(), this.version.schema(), true);
	}

	private void createView() {
		this.versions.execute("create table users (id int)");
		this.versions.execute("create view public_01_init.users as select * from public.users");
	}

	private ClosedGate close(@Nullable GatedVersion version, boolean force) {
		return this.gate.close(this.leader, version, force, this.terminated::add);
	}

	private RefusedException refused(GatedVersion version, boolean force) {
		return catchThrowableOfType(RefusedException.class, () -> close(version, force));
	}

	private boolean attach(Connection session) throws SQLException {
		return Attachment.attach(session, new PinnedVersion("public", this.version.name(), List.of()));
	}

	private Presence presence() {
		return new Presence(this.database.jdbc());
	}

}
