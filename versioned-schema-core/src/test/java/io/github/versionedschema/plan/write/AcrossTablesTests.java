package io.github.versionedschema.plan.write;

import java.util.Collections;
import java.util.Map;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.TestFile;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests which writes of which version change values that a column has from another table,
 * one write at a time.
 */
@PostgresTest
class AcrossTablesTests {

	private static final String TABLES = TestFile.of("across-tables/tables.sql").text();

	private static final String ADD = """
			- add_column:
			    table: profiles
			    column: {name: email, type: text, nullable: true}
			    up: {table: users, value: users.email, where: profiles.user_id = users.id}
			""";

	private static final String MOVE = ADD + """
			- drop_column:
			    table: users
			    column: email
			    down: {table: profiles, value: profiles.email, where: users.id = profiles.user_id}
			""";

	private static Map<String, Object> email(String email) {
		return Collections.singletonMap("email", email);
	}

	private static void assertEmail(JdbcClient client, String table, int id, String email) {
		assertThat(row(client, table, id)).containsAllEntriesOf(email(email));
	}

	@Nested
	class WithAnAddedColumn {

		@Test
		void existingRowsHaveTheValuesOfTheRowsThatMatch(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, ADD)) {
				assertEmail(rig.newer(), "profiles", 1, "one@x");
				assertEmail(rig.newer(), "profiles", 2, "two@x");
				assertEmail(rig.newer(), "profiles", 3, null);
			}
		}

		@Test
		void rowsOfTheOlderVersionFindTheirValue(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, ADD)) {
				run(rig.older(), "insert into profiles values (4, 1, 'second of one')");
				assertEmail(rig.newer(), "profiles", 4, "one@x");
				run(rig.older(), "update profiles set user_id = 2 where id = 4");
				assertEmail(rig.newer(), "profiles", 4, "two@x");
			}
		}

		@Test
		void writesOfTheOlderVersionToTheOtherTableReachTheColumn(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, ADD)) {
				run(rig.older(), "update users set email = 'uno@x' where id = 1");
				assertEmail(rig.newer(), "profiles", 1, "uno@x");
				run(rig.older(), "insert into users values (9, 'nine@x', 'Nine')");
				assertEmail(rig.newer(), "profiles", 3, "nine@x");
				run(rig.older(), "update users set id = 10 where id = 9");
				assertEmail(rig.newer(), "profiles", 3, null);
				run(rig.older(), "delete from users where id = 2");
				assertEmail(rig.newer(), "profiles", 2, null);
				run(rig.jdbc(), "update users set email = 'a client without a version' where id = 1");
				assertEmail(rig.newer(), "profiles", 1, "a client without a version");
			}
		}

		@Test
		void valuesOfTheNewerVersionStay(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, ADD)) {
				run(rig.newer(), "update profiles set email = 'own@x' where id = 1");
				run(rig.newer(), "insert into profiles values (4, 1, 'note', 'other@x'), (5, 1, 'note', null)");
				run(rig.older(), "update profiles set note = 'changed'");
				run(rig.older(), "update users set name = 'changed'");
				run(rig.newer(), "update users set email = 'of the newer version' where id = 1");
				assertEmail(rig.newer(), "profiles", 1, "own@x");
				assertEmail(rig.newer(), "profiles", 4, "other@x");
				assertEmail(rig.newer(), "profiles", 5, null);
			}
		}

		@Test
		void theFirstRowByItsKeyCountsIfSeveralMatch(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, """
					- add_column:
					    table: users
					    column: {name: note, type: text, nullable: true}
					    up: {table: profiles, value: "upper(note)", where: user_id = users.id}
					""")) {
				run(rig.older(), "insert into profiles values (0, 1, 'zero'), (7, 1, 'seven')");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("note", "ZERO");
				run(rig.older(), "update profiles set note = '7' where id = 7");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("note", "ZERO");
				run(rig.older(), "delete from profiles where id = 0");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("note", "FIRST");
			}
		}

	}

	@Nested
	class WithAMovedColumn {

		@Test
		void eachVersionSeesWhatTheOtherWrites(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, MOVE)) {
				run(rig.older(), "update users set email = 'uno@x' where id = 1");
				assertEmail(rig.newer(), "profiles", 1, "uno@x");
				run(rig.newer(), "update profiles set email = 'eins@x' where id = 1");
				assertEmail(rig.older(), "users", 1, "eins@x");
				assertEmail(rig.newer(), "profiles", 1, "eins@x");
				run(rig.older(), "update users set email = null where id = 2");
				assertEmail(rig.newer(), "profiles", 2, null);
			}
		}

		@Test
		void rowsOfTheNewerVersionMayComeInAnyOrder(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, MOVE)) {
				run(rig.newer(), "insert into profiles values (4, 4, 'note', 'four@x')");
				run(rig.newer(), "insert into users values (4, 'Four')");
				run(rig.newer(), "insert into users values (5, 'Five')");
				run(rig.newer(), "insert into profiles values (5, 5, 'note', 'five@x')");
				assertEmail(rig.older(), "users", 4, "four@x");
				assertEmail(rig.older(), "users", 5, "five@x");
				run(rig.newer(), "update profiles set user_id = 4 where id = 5");
				assertEmail(rig.older(), "users", 4, "four@x");
				assertEmail(rig.older(), "users", 5, null);
				run(rig.newer(), "delete from profiles where id = 4");
				assertEmail(rig.older(), "users", 4, "five@x");
				assertEmail(rig.newer(), "profiles", 5, "five@x");
			}
		}

		@Test
		void rowsOfTheOlderVersionMayComeInAnyOrder(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, MOVE)) {
				run(rig.older(), "insert into users values (4, 'four@x', 'Four')");
				run(rig.older(), "insert into profiles values (4, 4, 'note')");
				assertEmail(rig.newer(), "profiles", 4, "four@x");
				run(rig.older(), "insert into profiles values (5, 5, 'note')");
				run(rig.older(), "insert into users values (5, 'five@x', 'Five')");
				assertEmail(rig.newer(), "profiles", 5, "five@x");
				run(rig.older(), "delete from profiles where id = 5");
				assertEmail(rig.older(), "users", 5, "five@x");
			}
		}

		@Test
		void oneStatementMayChangeManyRows(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, MOVE)) {
				run(rig.older(), "update users set email = email || '!'");
				assertEmail(rig.newer(), "profiles", 2, "two@x!");
				run(rig.newer(), "update profiles set email = email || '?'");
				assertEmail(rig.older(), "users", 2, "two@x!?");
				assertEmail(rig.newer(), "profiles", 2, "two@x!?");
			}
		}

		@Test
		void aSessionWithAnotherSchemaInFrontIsNotTakenForTheOlderVersion(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, MOVE)) {
				run(rig.client("pg_temp," + PlanRig.NEW), "update profiles set email = 'eins@x' where id = 1");
				assertEmail(rig.older(), "users", 1, "eins@x");
				assertEmail(rig.newer(), "profiles", 1, "eins@x");
			}
		}

		@Test
		void aNotNullColumnOfTheOlderVersionHasItsDefaultUntilARowMatches(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create table users (id int primary key, email text not null default 'none');
					create table profiles (id int primary key, user_id int);
					""", MOVE)) {
				run(rig.newer(), "insert into users values (1)");
				assertEmail(rig.older(), "users", 1, "none");
				run(rig.newer(), "insert into profiles values (1, 1, 'one@x')");
				assertEmail(rig.older(), "users", 1, "one@x");
				run(rig.newer(), "delete from profiles");
				assertEmail(rig.older(), "users", 1, "none");
			}
		}

	}

	@Nested
	class WithADroppedColumn {

		private static final String DROP = """
				- drop_column:
				    table: users
				    column: email
				    down: {table: profiles, value: profiles.note, where: users.id = profiles.user_id}
				""";

		@Test
		void theOlderVersionSeesWhatTheNewerOneWritesToTheOtherTable(TestDatabase database) {
			try (PlanRig rig = expanded(database, TABLES, DROP)) {
				assertEmail(rig.older(), "users", 1, "one@x");
				run(rig.newer(), "update profiles set note = 'changed' where user_id = 1");
				assertEmail(rig.older(), "users", 1, "changed");
				run(rig.older(), "update profiles set note = 'by an older client' where user_id = 2");
				assertEmail(rig.older(), "users", 2, "two@x");
				run(rig.older(), "update users set email = 'own@x' where id = 1");
				assertThat(row(rig.newer(), "profiles", 1)).containsEntry("note", "changed");
				run(rig.newer(), "insert into users values (9, 'Nine')");
				assertEmail(rig.older(), "users", 9, "nobody");
			}
		}

	}

	@Nested
	class OfAllKinds {

		/** An older version may still have had the key when the migration was applied. */
		@Test
		void aTableWithoutAKeyGetsItsValuesInADirectRunOnly(TestDatabase database) {
			try (PlanRig rig = new PlanRig(database, TABLES + "alter table profiles drop constraint profiles_pkey;")) {
				assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> rig.plan(MOVE))
					.withMessageContaining("Table \"profiles\" has no primary key");
				Plan plan = rig.plan(true, MOVE);
				rig.expand(plan).complete(plan);
				assertEmail(rig.jdbc(), "profiles", 1, "one@x");
				assertEmail(rig.jdbc(), "profiles", 3, null);
			}
		}

		@Test
		void completeAndADirectRunLeaveTheSameRows(TestDatabase database) {
			try (PlanRig rig = new PlanRig(database, TABLES)) {
				Plan plan = rig.plan(true, MOVE);
				rig.expand(plan).complete(plan);
				assertEmail(rig.jdbc(), "profiles", 1, "one@x");
				assertEmail(rig.jdbc(), "profiles", 3, null);
				assertThat(row(rig.jdbc(), "users", 1)).doesNotContainKey("email");
			}
		}

		@Test
		void completeKeepsWhatBothVersionsWrote(TestDatabase database) {
			try (PlanRig rig = new PlanRig(database, TABLES)) {
				Plan plan = rig.plan(MOVE);
				rig.expand(plan);
				run(rig.older(), "update users set email = 'uno@x' where id = 1");
				run(rig.newer(), "update profiles set email = 'zwei@x' where id = 2");
				rig.complete(plan);
				assertEmail(rig.newer(), "profiles", 1, "uno@x");
				assertEmail(rig.newer(), "profiles", 2, "zwei@x");
				run(rig.newer(), "update profiles set email = 'due@x' where id = 2");
				run(rig.newer(), "insert into users values (7, 'Seven')");
			}
		}

		@Test
		void abortKeepsWhatTheNewerVersionWrote(TestDatabase database) {
			try (PlanRig rig = new PlanRig(database, TABLES)) {
				Plan plan = rig.plan(MOVE);
				rig.expand(plan);
				run(rig.newer(), "update profiles set email = 'zwei@x' where id = 2");
				rig.abort(plan);
				assertEmail(rig.jdbc(), "users", 2, "zwei@x");
			}
		}

		@Test
		void tablesAndColumnsMayHaveOddNames(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create table "Order" ("select" int, "from" int, "New" text, primary key ("from", "select"));
					create table "user" (id int primary key, "old" int, found text);
					insert into "Order" values (1, 1, 'x');
					insert into "user" values (1, 1, 'one');
					""", """
					- add_column:
					    table: Order
					    column: {name: found, type: text, nullable: true}
					    up: {table: user, value: '"user".found', where: '"Order"."select" = "user"."old"'}
					""")) {
				run(rig.older(), "update \"user\" set found = 'uno'");
				assertThat(rig.newer().sql("select found from \"Order\"").query(String.class).single())
					.isEqualTo("uno");
			}
		}

		@Test
		void tablesMayBePartitionedOrReferenceEachOther(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"""
							create table users (id int primary key, email text) partition by range (id);
							create table users_1 partition of users for values from (0) to (10);
							create table users_2 partition of users default;
							create table profiles (id int primary key, user_id int references users on delete cascade on update cascade);
							insert into users values (1, 'one@x'), (20, 'twenty@x');
							insert into profiles values (1, 1), (20, 20);
							""",
					MOVE)) {
				run(rig.older(), "update users set email = 'uno@x' where id = 1");
				assertEmail(rig.newer(), "profiles", 1, "uno@x");
				run(rig.newer(), "update profiles set email = 'zwanzig@x' where id = 20");
				assertEmail(rig.older(), "users", 20, "zwanzig@x");
				run(rig.older(), "update users set id = 2 where id = 1");
				assertEmail(rig.newer(), "profiles", 1, "uno@x");
				run(rig.older(), "delete from users where id = 2");
				assertThat(rig.newer().sql("select count(*) from profiles").query(Long.class).single()).isOne();
			}
		}

		@Test
		void aTableMayHaveValuesOfSeveralOthers(TestDatabase database) {
			try (PlanRig rig = expanded(database, CaseFile.of("across-tables/values-of-several-tables.yaml"))) {
				run(rig.older(), "update countries set name = 'Chad' where id = 1");
				run(rig.older(), "update users set email = 'uno@x' where id = 1");
				assertThat(row(rig.newer(), "profiles", 1)).containsEntry("country", "CHAD")
					.containsEntry("label", "uno@x from CHAD");
				assertThat(row(rig.newer(), "profiles", 2)).containsEntry("label", "two@x from PERU");
			}
		}

	}

}
