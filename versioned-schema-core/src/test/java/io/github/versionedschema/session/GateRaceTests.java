package io.github.versionedschema.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.versionedschema.execute.Gatekeeper.ClosedGate;
import io.github.versionedschema.execute.Gatekeeper.GatedVersion;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.session.pin.Attachment;
import io.github.versionedschema.session.pin.PinnedVersion;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests eight clients that attach and disconnect while a leader closes the gate, retires
 * or restores the version, and opens the gate, hundreds of times.
 */
@PostgresTest
@Tag("thorough")
class GateRaceTests {

	private static final int CLIENTS = 8;

	private static final int CLOSURES = 300;

	private static final int ATTACHMENTS = 100;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final AtomicBoolean live = new AtomicBoolean(true);

	private final AtomicBoolean finished = new AtomicBoolean();

	private final AtomicInteger attachments = new AtomicInteger();

	@Test
	void nobodyIsEverAttachedToAClosedOrRetiredVersion(TestDatabase database) throws Exception {
		Versions versions = new Versions(database);
		GatedVersion version = versions.live("01_init");
		delayWhatIsRead(versions);
		ExecutorService executor = Executors.newFixedThreadPool(CLIENTS);
		try {
			List<Future<Integer>> clients = new ArrayList<>();
			for (int i = 0; i < CLIENTS; i++) {
				String isolation = (i % 2 == 0) ? "read committed" : "repeatable read";
				clients.add(executor.submit(() -> attachAndGo(versions, version, isolation)));
			}
			closeAndOpen(database, versions, version);
			this.finished.set(true);
			for (Future<Integer> client : clients) {
				assertThat(client.get()).as("attached although closed or retired").isZero();
			}
		}
		finally {
			this.finished.set(true);
			executor.shutdown();
		}
	}

	/** Extends the time between reading the state and locking the version. */
	private static void delayWhatIsRead(Versions versions) {
		versions.execute("alter function versioned_schema.version_to_attach rename to undelayed");
		versions.execute("""
				create function versioned_schema.version_to_attach(version text, base text,
					out id int, out schema_name text, out state text, out live text) language plpgsql as $$
				begin
					select * into id, schema_name, state, live from versioned_schema.undelayed($1, $2);
					perform pg_sleep(random() / 50);
				end $$""");
	}

	private void closeAndOpen(TestDatabase database, Versions versions, GatedVersion version) throws SQLException {
		Gate gate = new Gate(new UnversionedClients(Set.of(), "none"), Duration.ZERO);
		Presence presence = new Presence(database.jdbc());
		try (Connection leader = versions.leader()) {
			for (int closures = 0; closures < CLOSURES || this.attachments.get() < ATTACHMENTS;) {
				ClosedGate gateClosed = tryClose(gate, leader, version);
				if (gateClosed != null) {
					this.closed.set(true);
					assertThat(presence.attached(version.id())).isEmpty();
					this.live.set(closures % 2 == 1);
					versions.state(version, this.live.get() ? "live" : "retired");
					this.closed.set(false);
					gateClosed.open();
					closures++;
				}
			}
		}
	}

	private static ClosedGate tryClose(Gate gate, Connection leader, GatedVersion version) {
		try {
			return gate.close(leader, version, false, (terminated) -> {
			});
		}
		catch (RefusedException ex) {
			return null;
		}
	}

	/** Returns how often a session was attached while attaching was not allowed. */
	private int attachAndGo(Versions versions, GatedVersion version, String isolation) throws SQLException {
		PinnedVersion pinned = new PinnedVersion("public", version.name(), List.of());
		int wrong = 0;
		try (Connection session = versions.session(version); Statement statement = session.createStatement()) {
			statement.execute("set session characteristics as transaction isolation level " + isolation);
			while (!this.finished.get()) {
				try {
					Attachment.attach(session, pinned);
					this.attachments.incrementAndGet();
					if (this.closed.get() || !this.live.get()) {
						wrong++;
					}
				}
				catch (SQLException ex) {
					assertThat(ex.getSQLState()).isIn("VS002", "VS004", "40001");
				}
				statement.execute("select pg_advisory_unlock_all()");
				statement.execute("select pg_sleep(random() / 50)");
			}
		}
		return wrong;
	}

}
