package io.github.versionedschema.plan.write;

import java.util.stream.Stream;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests that migrations that would fail too late are refused before anything changes.
 */
@PostgresTest
class PlanRefusalTests {

	private static final String READ_BY_OTHERS = """
			create table t (id int primary key);
			create table u (id int primary key);
			create policy seen on u using (exists (select from t where t.id = u.id));
			create table w (id int primary key);
			create rule also as on insert to w do also insert into t values (new.id);
			""";

	private static final String EVENTS = """
			create table events (id int, at date, kind text, n int, primary key (id, at, kind)) partition by range (at);
			create table events_1 partition of events default partition by list (kind);
			create table events_2 partition of events_1 default;
			""";

	private static final String FOREIGN_PARTITION = """
			create extension postgres_fdw;
			create server far foreign data wrapper postgres_fdw;
			create table events (id int, at date, kind text, n int) partition by range (at);
			create table events_3 partition of events for values from ('2020-01-01') to ('2021-01-01')
				partition by list (kind);
			create foreign table events_far partition of events_3 default server far;
			""";

	private static final String DOCUMENTS = """
			create table doc (id int primary key, "Title" text, description text, fulltext tsvector);
			create trigger fill before insert or update on doc for each row execute function
				tsvector_update_trigger('fulltext', 'pg_catalog.english', 'Title', 'description');
			""";

	private static final String POSTS = """
			create table post (id int primary key, comments int default 0);
			create table comment (id int primary key, post_id int);
			create function bump() returns trigger language plpgsql as $$
			begin
				update public.post set comments = comments + 1 where id = new.post_id;
				return new;
			end $$;
			create trigger bump after insert on comment for each row execute function bump();
			""";

	private static final String TWO_KEYS = """
			create table parents (a int, b int);
			create unique index parents_a on parents (a);
			create unique index parents_b on parents (b);
			create table children (parent int constraint of_parent references parents (a));
			create table others (parent int);
			""";

	static Stream<Refusal> refusals() {
		return Stream.of(
				new Refusal("the index of a constraint", "create table t (id int primary key, a int unique)",
						"- drop_index: {name: t_a_key}", "belongs to constraint \"t_a_key\""),
				new Refusal("the table of a foreign key whose column is only replaced", """
						create table parents (id int primary key);
						create table children (parent int constraint of_parent references parents);
						""", """
						- drop_table: {name: parents}
						- alter_column: {table: children, column: parent, type: bigint, down: parent::int}
						""", "is dropped at complete, and foreign key of_parent of children references it"),
				new Refusal("the index of a foreign key that is copied", TWO_KEYS, """
						- drop_index: {name: parents_a}
						- alter_column: {table: children, column: parent, type: bigint, down: parent::int}
						""", "these foreign keys rely on it: of_parent of children"),
				new Refusal("the index of a foreign key both sides of which are copied", TWO_KEYS, """
						- drop_index: {name: parents_a}
						- alter_column: {table: parents, column: a, type: bigint, down: a::int}
						""", "these foreign keys rely on it: of_parent of children"),
				new Refusal("the index of a foreign key that is added first", TWO_KEYS,
						"""
								- alter_column: {table: others, column: parent, references: {name: of_b, table: parents, column: b}}
								- drop_index: {name: parents_b}
								""",
						"these foreign keys rely on it: of_b of others"),
				new Refusal("the new index of a new foreign key", TWO_KEYS,
						"""
								- create_index: {name: i, table: others, columns: [parent], unique: true}
								- alter_column: {table: children, column: parent, references: {name: k, table: others, column: parent}}
								- drop_index: {name: i}
								""",
						"operation 3 (drop_index)"),
				new Refusal("the index of a new table that a foreign key references", TWO_KEYS, """
						- create_table: {name: u, columns: [{name: a, type: int}]}
						- create_index: {name: i, table: u, columns: [a], unique: true}
						- alter_column: {table: others, column: parent, references: {name: k, table: u, column: a}}
						- drop_index: {name: i}
						""", "operation 4 (drop_index)"),
				new Refusal("the index of a foreign key that is added afterwards", TWO_KEYS,
						"""
								- drop_index: {name: parents_b}
								- alter_column: {table: others, column: parent, references: {name: of_b, table: parents, column: b}}
								""",
						"these foreign keys rely on it: of_b of others"),
				new Refusal("the partition key of a partition", EVENTS,
						"- drop_column: {table: events, column: kind, down: \"'k'\"}",
						"partition key public.events_1 depends on it"),
				new Refusal("what depends on a partition", EVENTS + "create view v as select n from events_2;",
						"- drop_column: {table: events, column: n}", "view public.v depends on it"),
				new Refusal("a unique index without the partition key", EVENTS,
						"- create_index: {name: u, table: events, columns: [n, at], unique: true}",
						"without all columns of the partition key"),
				new Refusal("a unique constraint of a partitioned table",
						"create table p (id int, n int) partition by range (id)",
						"- alter_column: {table: p, column: id, unique: {name: u}}",
						"cannot be added to a partitioned table without blocking its clients"),
				new Refusal("a unique column of a partitioned table",
						"create table p (id int, n int) partition by range (id)",
						"- add_column: {table: p, column: {name: u, type: int, nullable: true, unique: true}}",
						"cannot be added to a partitioned table without blocking its clients"),
				new Refusal("the constraint of a dropped column",
						"create table t (id int primary key, n int constraint positive check (n > 0))", """
								- drop_column: {table: t, column: n}
								- rename_constraint: {table: t, from: positive, to: above_zero}
								""", "Constraint \"positive\" of table \"t\" is dropped with its column"),
				new Refusal("a constraint of a dropped column among others",
						"create table t (id int primary key, n int, m int, constraint k unique (n, m))", """
								- drop_column: {table: t, column: n}
								- rename_constraint: {table: t, from: k, to: key}
								""", "Constraint \"k\" of table \"t\" is dropped with its column"),
				new Refusal("the index of a dropped column", "create table t (id int, n int); create index i on t (n)",
						"""
								- drop_column: {table: t, column: n}
								- drop_index: {name: i}
								""",
						"An earlier operation drops index \"i\" of table \"t\", by itself or with a column or the table."),
				new Refusal("an index that is dropped twice", "create table t (id int); create index i on t (id)", """
						- drop_index: {name: i}
						- drop_index: {name: i}
						""", "An earlier operation drops index \"i\""),
				new Refusal("the index of a dropped table", "create table t (id int); create index i on t (id)", """
						- drop_table: {name: t}
						- drop_index: {name: i}
						""", "An earlier operation drops index \"i\" of table \"t\""),
				new Refusal("a constraint of a new table under the name of its foreign key",
						"create table t (id int primary key)",
						"""
								- create_table:
								    name: u
								    columns:
								      - {name: t, type: int, references: {name: f, table: t, column: id}, check: {name: c, constraint: t > 0}}
								- rename_constraint: {table: u, from: c, to: f}
								""",
						"Table \"u\" already has a constraint \"f\""),
				new Refusal("an index under the new name of a table",
						"create table t (id int); create table u (id int)", """
								- rename_table: {from: t, to: v}
								- create_index: {name: v, table: u, columns: [id]}
								""", "The name \"v\" of the index is taken"),
				new Refusal("a table under the name of a new index", "create table t (id int)", """
						- create_index: {name: i, table: t, columns: [id]}
						- rename_table: {from: t, to: i}
						""", "already has a table, view, sequence, index or type \"i\""),
				new Refusal("an index under the name of the key of a new table", "create table t (id int)", """
						- create_table: {name: u, columns: [{name: id, type: int, pk: true}]}
						- create_index: {name: u_pkey, table: t, columns: [id]}
						""", "The name \"u_pkey\" of the index is taken"),
				new Refusal("the key of a partitioned table that a foreign key references", EVENTS
						+ "create table uses (id int, at date, kind text, constraint u foreign key (id, at, kind) references events);",
						"- alter_column: {table: events, column: id, type: bigint, down: id::int}",
						"has the key events_pkey on a column that changes its values, and these foreign keys reference it: u of uses"),
				new Refusal("the key of a partitioned table that a new foreign key references",
						EVENTS + "create table uses (id int, at date, kind text);", """
								- alter_column: {table: events, column: id, type: bigint, down: id::int}
								- create_constraint:
								    table: uses
								    name: u
								    type: foreign_key
								    columns: [id, at, kind]
								    references: {table: events, columns: [id, at, kind]}
								""", "these foreign keys reference it: u of uses"),
				new Refusal("the deferrable key of a partitioned table",
						"create table p (id int primary key deferrable) partition by range (id)",
						"- alter_column: {table: p, column: id, type: bigint, down: id::int}",
						"has the deferrable key p_pkey"),
				new Refusal("values of a foreign partition", FOREIGN_PARTITION,
						"- add_column: {table: events, up: n * 2, column: {name: twice, type: int, nullable: true}}",
						"foreign table public.events_far is a partition"),
				new Refusal("the values of a column of a foreign partition", FOREIGN_PARTITION,
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"foreign table public.events_far is a partition"),
				new Refusal("an index in words of a moment in between", "create table t (year int, at date)", """
						- alter_column: {table: t, column: year, type: bigint, down: year::int}
						- create_index: {name: i, table: t, columns: [at], predicate: year > extract(year from at)}
						- rename_column: {table: t, from: year, to: b}
						""", "calls a column \"year\" that is called \"b\" in the end"),
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
				new Refusal("a trigger that copies whole rows in parentheses", """
						create table t (id int primary key);
						create table t_audit (id int);
						create function audit() returns trigger language plpgsql as
							'begin insert into t_audit select (OLD).*; return NEW; end';
						create trigger audit before update on t for each row execute function audit();
						""", "- add_column: {table: t, column: {name: b, type: int, nullable: true}}",
						"trigger audit runs public.audit(), which lists the columns of a row"),
				new Refusal("a renamed column whose name a trigger passes", DOCUMENTS,
						"- rename_column: {table: doc, from: description, to: about}",
						"trigger fill passes the name of column \"description\" to tsvector_update_trigger()"),
				new Refusal("a dropped column whose name a trigger passes", DOCUMENTS,
						"- drop_column: {table: doc, column: Title}",
						"trigger fill passes the name of column \"Title\" to tsvector_update_trigger()"),
				new Refusal("a replaced column that a trigger looks for in the statement", DOCUMENTS,
						"- alter_column: {table: doc, column: Title, type: varchar(200), up: '\"Title\"', down: '\"Title\"'}",
						"trigger fill runs tsvector_update_trigger(), which does not see updates of the new version"),
				new Refusal("a row that a trigger passes on",
						"""
								create table t (id int primary key, a int);
								create function look() returns trigger language plpgsql as
									'declare r record; begin r := new; if r.a > 3 then raise notice ''%'', r.a; end if; return new; end';
								create trigger look before update on t for each row execute function look();
								""",
						"- rename_column: {table: t, from: a, to: b}",
						"trigger look runs public.look(), which reads column \"a\""),
				new Refusal("a renamed column that a trigger of another table writes", POSTS,
						"- rename_column: {table: post, from: comments, to: replies}",
						"function public.bump() (trigger bump on public.comment) names column \"comments\""),
				new Refusal("a changed and renamed column that a trigger of another table writes", POSTS, """
						- alter_column: {table: post, column: comments, type: bigint, down: comments::int}
						- rename_column: {table: post, from: comments, to: replies}
						""", "operation 2 (rename_column): Table \"post\": function public.bump()"),
				new Refusal("a dropped column that a trigger of another table writes", POSTS,
						"- drop_column: {table: post, column: comments}",
						"function public.bump() (trigger bump on public.comment) names column \"comments\""),
				new Refusal("a renamed table that a trigger of another table writes", POSTS,
						"- rename_table: {from: post, to: article}",
						"function public.bump() (trigger bump on public.comment) names the table"),
				new Refusal("a dropped table that a trigger of another table writes", POSTS,
						"- drop_table: {name: post}",
						"function public.bump() (trigger bump on public.comment) names the table"),
				new Refusal("a unique index of a partition", EVENTS + "create unique index u on events_2 (n);",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"unique index public.u on public.events_2"),
				new Refusal("a key of a partition", EVENTS + "alter table events_2 add constraint k unique (n, id);",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"constraint k on public.events_2"),
				new Refusal("a check of a partition", EVENTS + "alter table events_1 add constraint c check (n > 0);",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"constraint c on public.events_1"),
				new Refusal("a default of a partition", EVENTS + "alter table events_2 alter n set default 7;",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"the default of column n of public.events_2"),
				new Refusal("NOT NULL of a partition", EVENTS + "alter table events_2 alter n set not null;",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"NOT NULL of column n of public.events_2"),
				new Refusal("the storage of a column of a partition that gets another type",
						"create table events (id int, note text) partition by range (id); create table events_2 partition of events default; alter table events_2 alter note set storage external;",
						"- alter_column: {table: events, column: note, type: varchar(9), up: \"left(note, 9)\", down: note}",
						"the storage of column note of public.events_2"),
				new Refusal("rights on a column of a partition", EVENTS + "grant update (n) on events_2 to public;",
						"- alter_column: {table: events, column: n, type: bigint, down: n::int}",
						"the rights of column n of public.events_2"),
				new Refusal("new values of a column in rows that another table holds",
						"create table t (id int, a int); create type carton as (content t[]); create table u (b carton)",
						"- alter_column: {table: t, column: a, type: bigint, down: a::int}",
						"public.u.b holds rows of it, in which column \"a\" would be empty"),
				new Refusal("a generated column of a new table with up", "",
						"""
								- create_table: {name: made, columns: [{name: id, type: int, pk: true}]}
								- add_column: {table: made, up: id, column: {name: n, type: int, generated: {expression: id * 2}}}
								""",
						"A generated column cannot have \"up\" as well."),
				new Refusal("a column that a new generated column reads", "create table t (a int)",
						"""
								- add_column: {table: t, column: {name: g, type: int, nullable: true, generated: {expression: a}}}
								- drop_column: {table: t, column: a}
								""",
						"Column \"g\" is computed from column \"a\"."),
				new Refusal("a generated column in rows that another table holds",
						"create table t (id int, a int); create table u (c t)",
						"- add_column: {table: t, column: {name: g, type: int, nullable: true, generated: {expression: a + 1}}}",
						"public.u.c holds rows of it, in which column \"g\" cannot be added"),
				new Refusal("an identity whose sequence something else uses",
						"create table t (id int generated always as identity primary key); create table u (id int default nextval('t_id_seq'))",
						"- alter_column: {table: t, column: id, type: bigint, down: id::int}",
						"default value for column id of table public.u uses its sequence"),
				new Refusal("a dropped table that a policy of another table reads", READ_BY_OTHERS,
						"- drop_table: {name: t}", "policy seen on public.u depends on it"),
				new Refusal("a dropped table that a rule of another table writes", READ_BY_OTHERS,
						"- drop_table: {name: t}", "rule also on public.w depends on it"),
				new Refusal("a table whose row type something else uses",
						"create table t (id int); create function f() returns setof t language sql as 'select * from t'",
						"- drop_table: {name: t}", "public.f() is made of its row type"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refusals")
	void isRefused(Refusal refusal, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, refusal.given())) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> rig.plan(refusal.operations()))
				.withMessageContaining(refusal.message());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			- alter_column: {table: t, column: n, type: bigint, down: n::int}
			- rename_column: {table: t, from: n, to: m}
			- rename_constraint: {table: t, from: t_n_not_null, to: given}
			""", """
			- rename_constraint: {table: t, from: t_n_not_null, to: given}
			- alter_column: {table: t, column: n, type: bigint, down: n::int}
			""", """
			- alter_column: {table: t, column: n, nullable: true, down: "coalesce(n, 0)"}
			- rename_constraint: {table: t, from: t_n_not_null, to: given}
			""" })
	void theNameOfANotNullConstraintDoesNotMoveToAReplacement(String operations, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, "create table t (id int primary key, n int not null)")) {
			assumeTrue(rig.jdbc()
				.sql("select exists (select from pg_constraint where contype = 'n')")
				.query(Boolean.class)
				.single(), "NOT NULL has a name from PostgreSQL 18 on");
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> rig.plan(operations))
				.withMessageContaining("The NOT NULL constraint \"t_n_not_null\" of table \"t\" is");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "primary key", "unique" })
	void aKeyWithoutOverlapsDoesNotBecomeAnotherConstraint(String kind, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, "create table t (id int, valid daterange, n int)")) {
			assumeTrue(rig.jdbc()
				.sql("select current_setting('server_version_num')::int >= 180000")
				.query(Boolean.class)
				.single(), "PostgreSQL 18 has keys without overlaps");
			rig.jdbc().sql("create extension btree_gist").update();
			rig.jdbc().sql("alter table t add constraint k %s (id, valid without overlaps)".formatted(kind)).update();
			assertThatExceptionOfType(InvalidPlanException.class)
				.isThrownBy(() -> rig.plan("- alter_column: {table: t, column: id, type: bigint, down: id::int}"))
				.withMessageContaining(
						"column \"id\" changes its values, and key k has a part WITHOUT OVERLAPS. Drop the key first and add it again later.");
			rig.plan("- alter_column: {table: t, column: n, type: bigint, down: n::int}");
		}
	}

	/**
	 * A migration that cannot work.
	 *
	 * @param name display name
	 * @param given SQL
	 * @param operations as YAML
	 * @param message the expected message
	 */
	record Refusal(String name, String given, String operations, String message) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
