package io.github.versionedschema.plan.write;

import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the notes about consequences of a plan.
 */
@PostgresTest
class PlanNoteTests {

	private static final String ACCOUNTS = """
			create table acct (id int primary key, name text);
			create function label(a acct) returns text language sql as 'select a.name';
			create function g() returns setof acct language sql as 'select * from acct';
			create function h() returns int language plpgsql as 'declare r acct; begin return 1; end';
			create procedure p() language plpgsql as 'begin update acct set name = upper(name); end';
			""";

	private static final String ADD = "- add_column: {table: acct, column: {name: lang, type: text, nullable: true}}";

	static Stream<Note> notes() {
		return Stream.of(
				new Note("a function of a row", ACCOUNTS, ADD,
						"public.label(public.acct) takes rows of it. Until complete, neither version can call it"),
				new Note("a function that returns rows", ACCOUNTS, ADD, "public.g() returns rows of it"),
				new Note("a variable of the row type", ACCOUNTS, ADD, "public.h() has variables of its row type"),
				new Note("a procedure that names a renamed column", ACCOUNTS,
						"- rename_column: {table: acct, from: name, to: title}",
						"function public.p() names column \"name\""),
				new Note("a dropped table that a trigger names",
						ACCOUNTS.replace("setof acct", "setof int")
							.replace("'select * from acct'", "'select id from acct'")
							.replace("create function label(a acct) returns text language sql as 'select a.name';", "")
							.replace("declare r acct;", ""),
						"- drop_table: {name: acct}", "function public.p() names the table"),
				new Note("an index over one column", "create table t (id int, b int); create index t_b on t (b)",
						"- drop_column: {table: t, column: b}",
						"Table \"t\": complete drops with column \"b\" also index t_b."),
				new Note("a key and a check over one column", "create table t (id int, b int unique check (b > 0))",
						"- drop_column: {table: t, column: b}", "also constraint t_b_key, constraint t_b_check."),
				new Note("statistics", "create table t (id int, a int, b int); create statistics t_ab on a, b from t",
						"- drop_column: {table: t, column: b}", "alone: statistics public.t_ab."),
				new Note("an index over several columns",
						"create table t (id int, a int, b int); create index t_ab on t (a, b)",
						"- drop_column: {table: t, column: b}", "complete drops with column \"b\""),
				new Note("a partial index",
						"create table t (id int, a int, b int); create index t_a on t (a) where b > 0",
						"- drop_column: {table: t, column: b}", "index t_a"),
				new Note("an index over an expression",
						"create table t (id int, b text); create unique index t_b on t (lower(b))",
						"- drop_column: {table: t, column: b}", "unique index t_b"),
				new Note("a key over several columns", "create table t (id int, a int, b int, unique (a, b))",
						"- drop_column: {table: t, column: b}", "constraint t_a_b_key"),
				new Note("a widened column without a value for the old version",
						"create table t (id int, title varchar(50))",
						"- alter_column: {table: t, column: title, type: varchar(100)}",
						"can write only values of column \"title\" that fit character varying(50)"),
				new Note("a longer number without a value for the old version", "create table t (id int, n int)",
						"- alter_column: {table: t, column: n, type: bigint}",
						"can write only values of column \"n\" that fit integer"),
				new Note("a check of several columns", "create table t (id int, a int, b int, check (a < b))",
						"- drop_column: {table: t, column: b}", "constraint t_check"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("notes")
	void isSaid(Note note, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, note.given())) {
			assertThat(rig.plan(note.operations()).findings()).extracting(Finding::message)
				.anySatisfy((message) -> assertThat(message).contains(note.message()));
		}
	}

	@Test
	void whatAColumnAlreadyIsDoesNotChange(TestDatabase database) {
		CaseFile file = CaseFile.of("plan-note/what-a-column-already-is.yaml");
		try (PlanRig rig = new PlanRig(database, file.text("given"))) {
			Plan plan = rig.plan(file.operations());
			assertThat(plan.findings()).extracting(Finding::message)
				.containsExactly(already("a", "type, nullability, default, comment"),
						already("b", "type, default, comment"), already("c", "type, nullability"), already("c", "type"),
						already("d", "type"), already("e", "type, default"), already("f", "type"),
						already("g", "type, unique constraint"), already("a", "name"));
			assertThat(plan.findings()).extracting(Finding::severity).containsOnly(Severity.NOTE);
			assertThat(plan.findings().get(1).source()).hasToString("02_new.yaml:3 operation 2 (alter_column)");
			assertThat(plan.steps()).extracting(Step::phase).containsOnly(Phase.PUBLISH);
		}
	}

	@Test
	void aColumnIsNotCopiedIfOnlyItsDefaultDiffers(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, "create table t (id int primary key, a int);")) {
			Plan plan = rig.plan("- alter_column: {table: t, column: a, type: integer, default: '1'}");
			assertThat(plan.findings()).extracting(Finding::message).contains(already("a", "type"));
			assertThat(plan.steps().toString()).doesNotContain("ADD COLUMN").contains("SET DEFAULT 1");
			assertThat(rig.plan("- alter_column: {table: t, column: a, type: int, up: a + 1, down: a - 1}").steps())
				.extracting(Step::phase)
				.contains(Phase.BACKFILL);
		}
	}

	@Test
	void whatAnOperationAsksForGoesToTheStepsOfItsTable(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database,
				"create table t (id int primary key, a int); create table u (id int primary key, a int);")) {
			Plan plan = rig.plan("""
					- alter_column: {table: t, column: a, type: bigint, up: a, down: a, lock_timeout: 50ms, batch: 1s}
					- rename_column: {table: t, from: id, to: key, lock_timeout: 70ms}
					- alter_column: {table: u, column: a, type: bigint, up: a, down: a}
					""");
			assertThat(plan.steps()).filteredOn((step) -> "t".equals(step.table()) && !step.origin().isEmpty())
				.isNotEmpty()
				.extracting(Step::hints)
				.containsOnly(new Hints(50L, 1_000L));
			assertThat(plan.steps()).filteredOn((step) -> !"t".equals(step.table()))
				.extracting(Step::hints)
				.containsOnly(Hints.NONE);
		}
	}

	private static String already(String column, String properties) {
		return "Column \"%s\" of table \"t\" already has the requested %s: nothing is changed there.".formatted(column,
				properties);
	}

	/**
	 * A migration with a consequence.
	 *
	 * @param name display name
	 * @param given SQL
	 * @param operations as YAML
	 * @param message the expected message
	 */
	record Note(String name, String given, String operations, String message) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
