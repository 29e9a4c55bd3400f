package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests rows of one table that reference each other or themselves while the key that they
 * reference is replaced.
 */
@PostgresTest
@Timeout(300)
class SelfReferencesUnderFireTests {

	private static final Change REPLACE_KEY = new Change("replace a key that its own table references", """
			create table t (id int primary key, parent int constraint t_parent references t,
				other int constraint t_other references t (id) on delete set null deferrable, name text);
			insert into t select n, n % 60 + 1, n, 'name' from generate_series(1, 60) n;
			""", """
			- alter_column: {table: t, column: id, type: bigint, up: id + 10000, down: (id - 10000)::int}
			- alter_column: {table: t, column: parent, type: bigint, up: parent + 10000, down: (parent - 10000)::int}
			- alter_column: {table: t, column: other, type: bigint, up: other + 10000, down: (other - 10000)::int}
			""", statements(0), statements(10_000));

	private static List<String> statements(int more) {
		return List.of("update t set parent = %d + ?::int %% 20 + 1 where id = %1$d + ?::int %% 20 + 1".formatted(more),
				"update t set other = id where id = %d + ?".formatted(more),
				"update t set name = 'other' where id = %d + ?".formatted(more), """
						insert into t (id, parent, other, name)
						select n, n, n, 'self' from (select %d + 100 + ?::int) as numbers (n) on conflict do nothing
						""".formatted(more), "delete from t where id = %d + 100 + ?".formatted(more), """
						with numbers as (select %d + 1000 + ?::int * 2 as n)
						insert into t (id, parent, name) select n, n + 1, 'pair' from numbers
						union all select n + 1, n, 'pair' from numbers order by 1 on conflict do nothing
						""".formatted(more));
	}

	@Test
	void rowsKeepTheirReferencesInBothVersions(TestDatabase database) {
		Release release = Release.installed(database, REPLACE_KEY);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, Release.OLD, REPLACE_KEY.older(), 2)) {
			older.awaitStatements(200);
			second.expand();
			try (Clients newer = Clients.start(database, Release.NEW, REPLACE_KEY.newer(), 2)) {
				newer.awaitStatements(800);
				older.close();
				assertThat(older.failures()).isEmpty();
				release.requireAgreement();
				second.complete(false);
				newer.awaitStatements(100);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
		}
		assertThat(database.jdbc().sql("""
				select t::text from t where not exists (select from t p where p.id = t.parent)
					or other is not null and not exists (select from t o where o.id = t.other) or id < 10000
				""").query(String.class).list()).isEmpty();
		assertThat(database.jdbc()
			.sql("select conname || ' ' || convalidated from pg_constraint where conrelid = 't'::regclass and contype = 'f' order by 1")
			.query(String.class)
			.list()).containsExactly("t_other true", "t_parent true");
	}

}
