package io.github.versionedschema.plan.write;

import java.util.stream.Stream;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What could only fail when it is too late is refused before anything changes.
 */
@PostgresTest
class PlanRefusalTests {

	private static final String EVENTS = """
			create table events (id int, at date, kind text, n int, primary key (id, at, kind)) partition by range (at);
			create table events_1 partition of events default partition by list (kind);
			create table events_2 partition of events_1 default;
			""";

	static Stream<Refusal> refusals() {
		return Stream.of(
				new Refusal("the index of a constraint", "create table t (id int primary key, a int unique)",
						"- drop_index: {name: t_a_key}", "belongs to constraint \"t_a_key\""),
				new Refusal("a deferrable primary key", "create table t (id int primary key deferrable)",
						"- alter_column: {table: t, column: id, type: bigint, down: id::int}",
						"deferrable primary key t_pkey"),
				new Refusal("the partition key of a partition", EVENTS,
						"- drop_column: {table: events, column: kind, down: \"'k'\"}",
						"partition key public.events_1 depends on it"),
				new Refusal("what depends on a partition", EVENTS + "create view v as select n from events_2;",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"view public.v depends on it"),
				new Refusal("a unique index without the partition key", EVENTS,
						"- create_index: {name: u, table: events, columns: [n, at], unique: true}",
						"without all columns of the partition key"),
				new Refusal("the key of a partitioned table", EVENTS,
						"- alter_column: {table: events, column: id, type: bigint, down: id::int}",
						"has the key events_pkey"),
				new Refusal("an index in words of a moment in between", "create table t (a int)", """
						- alter_column: {table: t, column: a, type: bigint, down: a::int}
						- create_index: {name: i, table: t, columns: [a], predicate: a > 3}
						- rename_column: {table: t, from: a, to: b}
						""", "calls a column \"a\" that is called \"b\" in the end"),
				new Refusal("a column of a typed table", "create type shape as (a int); create table t of shape",
						"- add_column: {table: t, column: {name: b, type: int, nullable: true}}",
						"gets its columns from type public.shape"),
				new Refusal("a trigger that copies whole rows", """
						create table t (id int primary key);
						create table t_audit (id int, at timestamptz);
						create function audit() returns trigger language plpgsql as
							'begin insert into t_audit select NEW.*, now(); return NEW; end';
						create trigger audit before update on t for each row execute function audit();
						""", "- add_column: {table: t, column: {name: b, type: int, nullable: true}}",
						"trigger audit runs public.audit(), which lists the columns of a row"),
				new Refusal("a trigger of a partition that copies whole rows", EVENTS + """
						create table audit (id int, at date, kind text, n int);
						create function audit() returns trigger language plpgsql as
							'begin insert into audit select NEW.*; return NEW; end';
						create trigger audit before update on events_2 for each row execute function audit();
						""", "- add_column: {table: events, column: {name: b, type: int, nullable: true}}",
						"trigger audit on public.events_2 runs public.audit(), which lists the columns of a row"),
				new Refusal("a trigger of a partition that reads a column",
						EVENTS + """
								create function bump() returns trigger language plpgsql as 'begin NEW.n := NEW.n + 1; return NEW; end';
								create trigger bump before update on events_2 for each row execute function bump();
								""",
						"- rename_column: {table: events, from: n, to: m}",
						"trigger bump on public.events_2 runs public.bump(), which reads column \"n\""),
				new Refusal("new values of a column in rows that another table holds",
						"create table t (id int, a int); create type carton as (content t[]); create table u (b carton)",
						"- alter_column: {table: t, column: a, type: bigint, down: a::int}",
						"public.u.b holds rows of it, in which column \"a\" would be empty"),
				new Refusal("a generated column in rows that another table holds",
						"create table t (id int, a int); create table u (c t)",
						"- add_column: {table: t, column: {name: g, type: int, nullable: true, generated: {expression: a + 1}}}",
						"public.u.c holds rows of it, in which column \"g\" cannot be added"),
				new Refusal("a column whose sequence something else uses",
						"create table t (id serial); create table u (id int default nextval('t_id_seq'))",
						"- drop_column: {table: t, column: id}",
						"default value for column id of table public.u uses its sequence"),
				new Refusal("an identity whose sequence something else uses",
						"create table t (id int generated always as identity primary key); create table u (id int default nextval('t_id_seq'))",
						"- alter_column: {table: t, column: id, type: bigint, down: id::int}",
						"default value for column id of table public.u uses its sequence"),
				new Refusal("a table whose row type something else uses",
						"create table t (id int); create function f() returns setof t language sql as 'select * from t'",
						"- drop_table: {name: t}", "public.f() is made of its row type"),
				new Refusal("an exclusion constraint",
						"create table t (id int, during daterange, exclude using gist (during with &&))",
						"- alter_column: {table: t, column: during, up: during, down: during}",
						"exclusion constraint t_during_excl"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void isRefused(Refusal refusal, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, refusal.given())) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> rig.plan(refusal.operations()))
				.withMessageContaining(refusal.message());
		}
	}

	/**
	 * A migration that cannot work.
	 *
	 * @param name for people
	 * @param given SQL
	 * @param operations as YAML
	 * @param message what is said
	 */
	record Refusal(String name, String given, String operations, String message) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
