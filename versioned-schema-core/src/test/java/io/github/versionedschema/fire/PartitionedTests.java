package io.github.versionedschema.fire;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Pace;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests clients that lock a partition and then its parent, or in reverse order; no
 * transition may deadlock with them.
 */
@PostgresTest
class PartitionedTests {

	private static final int CLIENTS = 8;

	private static final List<String> STATEMENTS = List.of("select * from t where id = ?",
			"update t set a = a + 1 where id = ?", "select count(*) from t where id in (?, ?, ?)",
			"insert into t (id, a, b) values (?, 1, 'x') on conflict (id) do update set b = excluded.b",
			"update t set b = 'y' where id = ?");

	static Stream<Integer> partitions() {
		return Part.ofThisRun().of(List.of(3, 200, 12));
	}

	@ParameterizedTest
	@MethodSource("partitions")
	void noClientOfAPartitionFailsAndEveryTransitionGetsItsLocks(int partitions, TestDatabase database) {
		Release release = Release.installed(database,
				new Change(partitions + " partitions",
						"""
								create table t (id int primary key, a int not null, b text) partition by hash (id);
								do $$ begin for i in 0..%1$d - 1 loop
									execute format('create table t_%%s partition of t for values with (modulus %1$d, remainder %%s)', i, i);
								end loop; end $$;
								create index t_a on t (a);
								insert into t select n, n, 'b' || n from generate_series(1, 2000) n;
								"""
							.formatted(partitions),
						"""
								- alter_column: {table: t, column: a, type: bigint, up: a, down: a::int}
								- create_index: {name: t_b, table: t, columns: [b]}
								""", List.of(), List.of()));
		String what = partitions + " partitions";
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, Release.OLD, STATEMENTS, CLIENTS)) {
			older.awaitStatements(100);
			Pace.of(what, Transition.EXPAND, second, older);
			try (Clients newer = newer(database)) {
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			Pace.of(what, Transition.ABORT, second, older);
			Pace.of(what, Transition.EXPAND, second, older);
			try (Clients newer = newer(database)) {
				older.close();
				release.requireAgreement();
				Pace.of(what, Transition.COMPLETE, second, newer);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			assertThat(older.failures()).isEmpty();
		}
	}

	private static Clients newer(TestDatabase database) {
		Clients newer = Clients.start(database, Release.NEW, STATEMENTS, CLIENTS);
		newer.awaitStatements(200);
		return newer;
	}

}
