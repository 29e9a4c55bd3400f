package io.github.versionedschema.others;

import java.time.Duration;
import java.util.List;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.PastTriggers;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests rows that were written while triggers were disabled: complete detects them before
 * it retires a version, and fill adds their missing values.
 */
@PostgresTest
@Tag("thorough")
class RowsPastTriggersTests {

	@Test
	void fillGivesOnlyMissingValuesAndLeavesTheOldVersionsAlone(TestDatabase database) {
		Release release = expanded(database, """
				create table t (id int primary key, a text, c int);
				insert into t select n, 'A' || n, n from generate_series(1, 20) n;
				""", """
				- alter_column: {table: t, column: a, type: varchar(30), up: lower(a), down: lower(a)}
				- alter_column: {table: t, column: c, type: bigint, up: c * 10, down: (c / 10)::int}
				""");
		PastTriggers.write(database,
				"insert into t (id, a, c, _vs_c) values (100, 'Old', 1, 15), (101, 'Older', 2, null)");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("lack values of a that can be computed")
				.hasMessageContaining("(2 rows)")
				.hasMessageContaining("\"fill\"");
			assertThat(second.fill().message()).contains("_vs_a of t").contains("_vs_c of t");
			assertThat(rows(database, "select a || ' ' || _vs_a || ' ' || c || ' ' || _vs_c from t where id >= 100"))
				.containsExactly("Old old 1 15", "Older older 2 20");
			assertThat(second.fill()).isEqualTo(Outcome.nothing("No row lacks values of version \"02_new\"."));
			PastTriggers.write(database, "insert into t (id, a, c) values (102, 'Oldest', 3)");
			assertThat(second.fill().changed()).isTrue();
			second.complete(false);
		}
		assertThat(rows(database, "select a || c from t where id >= 100 order by id")).containsExactly("old15",
				"older20", "oldest30");
	}

	@Test
	void fillWritesNoValueThatBreaksAForeignKey(TestDatabase database) {
		Release release = expanded(database, """
				create table p (id int primary key);
				insert into p select n from generate_series(1, 200) n;
				create table t (id int primary key, o int references p, n int);
				insert into t select n, n, n from generate_series(1, 20) n;
				""",
				"""
						- alter_column: {table: t, column: o, up: o + 100, down: o - 100}
						- add_column: {table: t, up: n + 50, column: {name: m, type: int, nullable: true, references: {name: t_m, table: p, column: id}}}
						""");
		database.jdbc().sql("delete from p where id in (130, 180)").update();
		PastTriggers.write(database, "insert into t (id, o, n) values (30, 30, 31), (31, 31, 130), (32, 32, 32)");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::fill).hasMessageContaining("id=30: no row of")
				.hasMessageContaining("has the key that t_o_fkey demands")
				.hasMessageNotContaining("id=32");
			database.jdbc().sql("insert into p values (130)").update();
			assertThatThrownBy(second::fill).hasMessageContaining("id=31: no row of")
				.hasMessageContaining("has the key that t_m demands");
			database.jdbc().sql("insert into p values (180)").update();
			second.fill();
			second.complete(false);
		}
		assertThat(rows(database, "select o || ' ' || m from t where id >= 30 order by id")).containsExactly("130 81",
				"131 180", "132 82");
	}

	@Test
	void fillDisturbsNoClientOfEitherVersion(TestDatabase database) {
		Release release = expanded(database, """
				create table t (id int primary key, a int, b int);
				insert into t select n, n, n from generate_series(1, 60) n;
				""", """
				- alter_column: {table: t, column: a, type: bigint, up: a * 10, down: (a / 10)::int}
				- add_column: {table: t, up: b * 2, column: {name: twice, type: bigint, nullable: true}}
				""");
		List<String> older = List.of("update t set a = a + 1, b = b + 1 where id = ?", "select * from t where id = ?");
		List<String> newer = List.of("update t set a = a + 10 where id = ?",
				"update t set twice = null where id = ? % 10 + 1", "select * from t where id = ?");
		try (VersionedSchema second = release.second();
				Clients old = Clients.start(database, Release.OLD, older);
				Clients young = Clients.start(database, Release.NEW, newer)) {
			for (int round = 0; round < 5; round++) {
				PastTriggers.write(database,
						"insert into t (id, a, b) select n, 1, 1 from generate_series(%d, %d) n"
							.formatted(1000 * round + 1000, 1000 * round + 1199)
								+ "; update t set _vs_a = null, twice = null where id between 30 and 60");
				assertThat(second.fill().changed()).isTrue();
				young.awaitStatements(50);
				old.awaitStatements(50);
			}
			old.close();
			young.close();
			assertThat(old.failures()).isEmpty();
			assertThat(young.failures()).isEmpty();
			release.requireAgreement();
			second.complete(false);
		}
		assertThat(rows(database, "select count(*)::text from t where id >= 1000 and a = 10 and twice = 2"))
			.containsExactly("1000");
	}

	@Test
	void aNullThatTheNewVersionWroteIsToldFromAValueThatIsMissing(TestDatabase database) {
		Release release = expanded(database, """
				create table t (id int primary key, a int, b text);
				insert into t select n, n, 'x' from generate_series(1, 20) n;
				""", """
				- add_column: {table: t, up: a * 2, column: {name: twice, type: bigint, nullable: true}}
				- drop_column: {table: t, column: a}
				""");
		database.jdbc()
			.sql("set search_path = public_02_new; update t set twice = null where id = 1; update t set b = 'y' where id = 2; "
					+ "insert into t (id, b) values (50, 'z'); reset search_path")
			.update();
		PastTriggers.write(database, "insert into t (id, a) values (100, 7)");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("(1 row)");
			second.fill();
			second.complete(false);
		}
		assertThat(rows(database,
				"select id || '=' || coalesce(twice::text, '-') from t where id in (1, 2, 50, 100) order by id"))
			.containsExactly("1=-", "2=4", "50=-", "100=14");
		assertThat(
				rows(database, "select attname::text from pg_attribute where attrelid = 't'::regclass and attnum > 0 "
						+ "and not attisdropped order by 1"))
			.containsExactly("b", "id", "twice");
	}

	@Test
	void abortLeavesNoMarkOfNullsBehind(TestDatabase database) {
		Release release = expanded(database, "create table t (id int primary key, a int)", """
				- add_column: {table: t, up: a * 2, column: {name: twice, type: bigint, nullable: true}}
				- drop_column: {table: t, column: a}
				""");
		release.run(Transition.ABORT);
		assertThat(
				rows(database, "select attname::text from pg_attribute where attrelid = 't'::regclass and attnum > 0 "
						+ "and not attisdropped order by 1"))
			.containsExactly("a", "id");
	}

	@Test
	void completeRefusesValuesThatContradictEachOther(TestDatabase database) {
		Release release = expanded(database, """
				create table t (id int primary key, a int);
				insert into t select n, n from generate_series(1, 20) n;
				""",
				"- alter_column: {table: t, column: a, type: text, up: \"'n' || a\", down: \"substr(a, 2)::int\"}");
		PastTriggers.write(database, "update t set a = 70 where id in (7, 8)");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("do not follow from")
				.hasMessageContaining("(2 rows)");
			String refusal = refusal(second);
			execute(database, keep("older", refusal) + " AND id = 7");
			execute(database, keep("newer", refusal) + " AND id = 8");
			second.complete(false);
		}
		assertThat(rows(database, "select a from t where id in (7, 8) order by id")).containsExactly("n70", "n8");
	}

	@Test
	void completeDoesNotJudgeValuesThatDependOnTheSession(TestDatabase database) {
		Release release = expanded(database, """
				create table t (id int primary key, a timestamptz);
				insert into t select n, '2024-02-03 04:05:06+00' from generate_series(1, 20) n;
				""",
				"- alter_column: {table: t, column: a, type: text, up: \"'at ' || a\", down: \"substr(a, 4)::timestamptz\"}");
		PastTriggers.write(database, "update t set a = '2020-02-03 04:05:06+00', _vs_a = 'at 1999-01-01' where id = 7");
		release.run(Transition.COMPLETE);
		assertThat(rows(database, "select a from t where id = 7")).containsExactly("at 1999-01-01");
	}

	@Test
	void completeSaysWhichQuestionTookLongerThanItMay(TestDatabase database) {
		Release release = expanded(database, """
				create table t (id int primary key, a int);
				insert into t select n, n from generate_series(1, 20) n;
				create function slowly(a int) returns bigint immutable language plpgsql as
					'begin perform pg_sleep(0.02); return a; end';
				""", "- alter_column: {table: t, column: a, type: bigint, up: slowly(a), down: slowly(a::int)}");
		try (VersionedSchema second = release.verifyingWithin(Duration.ofMillis(100)).second()) {
			assertThatThrownBy(() -> second.complete(false)).isInstanceOf(RefusedException.class)
				.hasMessageContaining("versioned-schema.verification-timeout")
				.hasMessageContaining("Nothing was changed");
			assertThat(second.status().versions()).filteredOn((version) -> version.state() == VersionState.LIVE)
				.hasSize(2);
		}
		release.run(Transition.COMPLETE);
	}

	private static String refusal(VersionedSchema schema) {
		try {
			schema.complete(false);
			return "";
		}
		catch (RefusedException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/** Extracts the statement that a refusal suggests. */
	private static String keep(String version, String refusal) {
		String offer = refusal.substring(refusal.indexOf("keep what the " + version + " version sees: "));
		String statement = offer.substring(offer.indexOf(": ") + 2);
		int end = version.equals("older") ? statement.indexOf(". To keep") : statement.indexOf(" (2 rows)");
		return statement.substring(0, end);
	}

	private static Release expanded(TestDatabase database, String before, String operations) {
		Release release = Release.installed(database,
				new Change("past triggers", before, operations, List.of(), List.of()));
		release.run(Transition.EXPAND);
		return release;
	}

	/**
	 * Runs in one transaction, so that no client writes while triggers are disabled;
	 * afterwards they are ENABLE ALWAYS again, as the library creates them.
	 */
	private static List<String> rows(TestDatabase database, String query) {
		return database.jdbc().sql(query).query(String.class).list();
	}

	private static void execute(TestDatabase database, String sql) {
		database.jdbc().sql(sql).update();
	}

}
