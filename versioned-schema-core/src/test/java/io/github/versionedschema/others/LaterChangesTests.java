package io.github.versionedschema.others;

import java.util.List;

import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests manual changes of columns while both versions are live that complete or abort
 * would lose or break: they are reported with advice while the migration can still be
 * aborted.
 */
@PostgresTest
class LaterChangesTests {

	private static final Change CHANGE = new Change("later", """
			create table t (id int primary key, a int, b text, d int not null default 3, "Odd ""x" text);
			comment on column t.d is 'a number';
			alter table t alter d set statistics 50;
			insert into t (id, a, b) select n, n, 'b' || n from generate_series(1, 20) n;
			create table log (b text, n bigint);
			create function count_rows() returns trigger language plpgsql as
				'begin insert into log (b) values (''x''); return new; end';
			create trigger counted before insert on t for each row execute function count_rows();
			""", """
			- alter_column: {table: t, column: a, type: bigint, down: a::int}
			- alter_column: {table: t, column: d, up: d * 2, down: d / 2}
			- drop_column: {table: t, column: b}
			- drop_column: {table: t, column: 'Odd "x'}
			- add_column: {table: t, column: {name: c, type: text, nullable: true}}
			""", List.of(), List.of());

	@Test
	void propertiesOfAReplacedColumnAreNamedWithTheStatementsThatKeepThem(TestDatabase database) {
		String role = database.createRole();
		Release release = expanded(database);
		execute(database, """
				alter table t alter a set not null;
				comment on column t.a is 'it''s';
				alter table t alter a set statistics 77;
				alter table t alter d set (n_distinct = 5);
				alter table t alter d set statistics -1;
				grant update (a) on t to %1$s;
				""".formatted(role));
		try (VersionedSchema second = release.second()) {
			List<String> statements = List.of("ALTER TABLE \"public\".\"t\" ALTER COLUMN \"_vs_a\" SET NOT NULL",
					"COMMENT ON COLUMN \"public\".\"t\".\"_vs_a\" IS 'it''s'",
					"ALTER TABLE \"public\".\"t\" ALTER COLUMN \"_vs_a\" SET STATISTICS 77",
					"ALTER TABLE \"public\".\"t\" ALTER COLUMN \"_vs_d\" SET STATISTICS -1",
					"ALTER TABLE \"public\".\"t\" ALTER COLUMN \"_vs_d\" SET (n_distinct=5)",
					"GRANT UPDATE (\"_vs_a\") ON \"public\".\"t\" TO " + role);
			AbstractThrowableAssert<?, ?> refusal = refused(() -> second.complete(false));
			statements.forEach(refusal::hasMessageContaining);
			statements.forEach((statement) -> execute(database, statement));
			second.complete(false);
		}
		assertThat(database.jdbc().sql("""
				select attname || ' ' || attnotnull || ' ' || coalesce(attstattarget::int, -1) || ' '
					|| coalesce(attoptions::text, '') || ' ' || coalesce(col_description(attrelid, attnum), '') || ' '
					|| has_column_privilege(?, attrelid, attnum, 'update')
				from pg_attribute where attrelid = 't'::regclass and attname in ('a', 'd') order by attname
				""").params(role).query(String.class).list()).containsExactly("a true 77  it's true",
				"d true -1 {n_distinct=5} a number false");
	}

	@Test
	void rightsThatWereRevokedOnAReplacedColumnAreRevokedOnItsReplacement(TestDatabase database) {
		String role = database.createRole();
		Release release = Release.installed(database, new Change("revoked", CHANGE.given() + """
				grant update (a) on t to %s;
				""".formatted(role), CHANGE.operations(), List.of(), List.of()));
		release.run(Transition.EXPAND);
		execute(database, "revoke update (a) on t from " + role);
		try (VersionedSchema second = release.second()) {
			String statement = "REVOKE UPDATE (\"_vs_a\") ON \"public\".\"t\" FROM " + role;
			refused(() -> second.complete(false)).hasMessageContaining(statement);
			execute(database, statement);
			second.complete(false);
		}
	}

	@Test
	void aDefaultThatChangedIsTakenBackUntilComplete(TestDatabase database) {
		Release release = expanded(database);
		execute(database, "alter table t alter d set default 4");
		execute(database, "alter table t alter a set default 7");
		try (VersionedSchema second = release.second()) {
			refused(() -> second.complete(false)).hasMessageContaining(
					"ALTER TABLE \"public\".\"t\" ALTER COLUMN \"d\" SET DEFAULT 3 (and SET DEFAULT 4 after complete)")
				.hasMessageContaining(
						"ALTER TABLE \"public\".\"t\" ALTER COLUMN \"a\" DROP DEFAULT (and SET DEFAULT 7 after complete)");
			execute(database, "alter table t alter d set default 3, alter a drop default");
			second.complete(false);
		}
	}

	@Test
	void completeRefusesTriggersThatReadColumnsWhichGo(TestDatabase database) {
		Release release = expanded(database);
		trigger(database, "reads_field", "insert into log values (New . B)");
		trigger(database, "reads_quoted", "insert into log values (old.\"Odd \"\"x\")");
		trigger(database, "reads_table", "insert into log select b from public.t where id = 1");
		trigger(database, "reads_physical", "insert into log (n) values (new._vs_a)");
		trigger(database, "harmless", "insert into log (b, n) /* new.b */ values ('b', new.a) -- old.b\n");
		try (VersionedSchema second = release.second()) {
			refused(() -> second.complete(false))
				.hasMessageContaining("trigger reads_field on public.t (function public.reads_field() reads column b)")
				.hasMessageContaining("trigger reads_quoted on")
				.hasMessageContaining("trigger reads_table on")
				.hasMessageContaining("trigger reads_physical on")
				.hasMessageContaining("reads column _vs_a")
				.hasMessageNotContaining("harmless")
				.hasMessageNotContaining("counted");
			execute(database, "drop trigger reads_field on t; drop trigger reads_quoted on t;"
					+ "drop trigger reads_table on t; drop trigger reads_physical on t");
			second.complete(false);
		}
		execute(database, "insert into t (id, a) values (100, 7)");
		assertThat(database.jdbc().sql("select n from log where n is not null").query(Long.class).list())
			.containsExactly(7L);
	}

	@Test
	void completeRefusesAFunctionThatCameToReadAColumnWhichGoes(TestDatabase database) {
		Release release = expanded(database);
		execute(database, "create or replace function count_rows() returns trigger language plpgsql as "
				+ "'begin insert into log (b) values (new.b); return new; end'");
		try (VersionedSchema second = release.second()) {
			refused(() -> second.complete(false)).hasMessageContaining("trigger counted on public.t");
			execute(database, "create or replace function count_rows() returns trigger language plpgsql as "
					+ "'begin insert into log (n) values (new.a); return new; end'");
			second.complete(false);
		}
	}

	@Test
	void abortRefusesWhatUsesColumnsThatItDrops(TestDatabase database) {
		Release release = expanded(database);
		trigger(database, "reads_new", "insert into log values (new.c)");
		trigger(database, "reads_replacement", "insert into log (n) values (new._vs_a)");
		trigger(database, "harmless", "insert into log values (new.b)");
		execute(database, "create view seen as select c from t; create view report as select a from public_02_new.t;"
				+ "create index added on t (c)");
		try (VersionedSchema second = release.second()) {
			refused(() -> second.abort(false)).hasMessageContaining("trigger reads_new on public.t")
				.hasMessageContaining("trigger reads_replacement on public.t")
				.hasMessageContaining("view seen")
				.hasMessageContaining("view report")
				.hasMessageNotContaining("harmless");
			assertThat(second.status().versions()).filteredOn((version) -> version.state() == VersionState.LIVE)
				.hasSize(2);
			execute(database,
					"drop view seen; drop view report; drop trigger reads_new on t; drop trigger reads_replacement on t");
			second.abort(false);
		}
		execute(database, "insert into t (id, a, b) values (100, 7, 'after')");
		assertThat(database.jdbc().sql("select b from log where b <> 'x'").query(String.class).list())
			.containsExactly("after");
	}

	private static AbstractThrowableAssert<?, ?> refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
		return assertThatThrownBy(work).isInstanceOf(RefusedException.class)
			.hasMessageContaining("Nothing was changed");
	}

	private static Release expanded(TestDatabase database) {
		Release release = Release.installed(database, CHANGE);
		release.run(Transition.EXPAND);
		return release;
	}

	private static void trigger(TestDatabase database, String name, String statement) {
		execute(database, "create function %1$s() returns trigger language plpgsql as $$begin %2$s; return new; end$$"
			.formatted(name, statement));
		execute(database, "create trigger %1$s after insert on t for each row execute function %1$s()".formatted(name));
	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

}
