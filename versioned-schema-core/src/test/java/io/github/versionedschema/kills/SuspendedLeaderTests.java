package io.github.versionedschema.kills;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that a leader on a suspended machine does not keep rows locked until it resumes.
 */
@PostgresTest
class SuspendedLeaderTests {

	private static final String LOCKING_LEADER = """
			select exists (select from pg_stat_activity a join pg_locks l using (pid)
				where a.application_name = 'versioned-schema leader' and a.state = 'idle in transaction'
					and l.relation = 't'::regclass and l.mode = 'RowExclusiveLock')
			""";

	@Test
	void noRowIsLockedWhileTheLeaderSleepsInABackfill(TestDatabase database) {
		Release release = Release.installed(database, new Change("suspended", """
				create table t (id int primary key, n int);
				insert into t select n, n from generate_series(1, 60) n;
				""", "- alter_column: {table: t, column: n, type: bigint, up: n * 2, down: (n / 2)::int}", List.of(),
				List.of()));
		List<Boolean> locked = new ArrayList<>();
		try (Clients older = Clients.start(database, Release.OLD, List.of("update t set n = n where id = ?"));
				VersionedSchema second = release.second(new Checkpoints(release.connections(), (checkpoint) -> {
					if (checkpoint.step().equals("backfill.t")) {
						locked.add(holdsRows(database));
						older.awaitStatements(20);
					}
				}))) {
			second.expand();
			older.close();
			assertThat(older.failures()).isEmpty();
		}
		assertThat(locked).hasSizeGreaterThan(2).containsOnly(false);
		release.requireAgreement();
	}

	private static boolean holdsRows(TestDatabase database) {
		return database.jdbc().sql(LOCKING_LEADER).query(Boolean.class).single();
	}

}
