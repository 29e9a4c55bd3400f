package io.github.versionedschema.fire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.execute.LeadershipLostException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A leader whose machine falls asleep in the middle of a transaction does not keep its
 * locks until it wakes up.
 */
@PostgresTest
class SuspendedLeaderTests {

	private static final String LOCKING_LEADER = """
			select exists (select from pg_stat_activity a join pg_locks l using (pid)
				where a.application_name = 'versioned-schema leader' and a.state = 'idle in transaction'
					and l.relation = 't'::regclass and l.mode = 'RowExclusiveLock')
			""";

	@Test
	void rowsOfABatchAreGivenBackWhileTheLeaderSleeps(TestDatabase database) {
		Release release = Release.installed(database, new Change("suspended", """
				create table t (id int primary key, n int);
				insert into t select n, n from generate_series(1, 60) n;
				""", "- alter_column: {table: t, column: n, type: bigint, up: n * 2, down: (n / 2)::int}", List.of(),
				List.of()));
		AtomicBoolean slept = new AtomicBoolean();
		try (Clients older = Clients.start(database, Release.OLD, List.of("update t set n = n where id = ?"));
				VersionedSchema suspended = release.second(new Checkpoints(release.connections(), (checkpoint) -> {
					if (!slept.get() && checkpoint.step().equals("backfill.t") && holdsRows(database)) {
						slept.set(true);
						await().atMost(Duration.ofSeconds(20)).until(() -> !holdsRows(database));
						older.awaitStatements(100);
					}
				}))) {
			assertThatExceptionOfType(LeadershipLostException.class).isThrownBy(suspended::expand);
			assertThat(slept).isTrue();
			release.run(Transition.EXPAND);
			older.close();
			assertThat(older.failures()).isEmpty();
		}
		release.requireAgreement();
	}

	private static boolean holdsRows(TestDatabase database) {
		return database.jdbc().sql(LOCKING_LEADER).query(Boolean.class).single();
	}

}
