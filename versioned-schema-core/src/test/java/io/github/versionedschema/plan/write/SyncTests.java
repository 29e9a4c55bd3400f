package io.github.versionedschema.plan.write;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which version is writing and in which direction values are synchronized, one
 * write at a time.
 */
@PostgresTest
class SyncTests {

	private static final String SPLIT = """
			- add_column: {table: users, up: "split_part(full_name, ' ', 1)", column: {name: first_name, type: text, nullable: true}}
			- add_column: {table: users, up: "substr(full_name, strpos(full_name, ' ') + 1)", column: {name: last_name, type: text, nullable: true}}
			- drop_column: {table: users, column: full_name, down: "concat_ws(' ', first_name, last_name)"}
			""";

	private static final String USERS = "create table users (id int primary key, full_name text, n int default 0);";

	@Nested
	class WithASplitName {

		@Test
		void anUnrelatedUpdateByTheOldVersionKeepsWhatTheNewOneWrote(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS, SPLIT)) {
				run(rig.newer(), "insert into users (id, first_name, last_name) values (1, 'Mary Ann', 'Smith')");
				run(rig.older(), "update users set n = n + 1");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("first_name", "Mary Ann")
					.containsEntry("last_name", "Smith");
				assertThat(row(rig.older(), "users", 1)).containsEntry("full_name", "Mary Ann Smith");
			}
		}

		@Test
		void anUnrelatedUpdateByTheNewVersionKeepsWhatTheOldOneWrote(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS, SPLIT)) {
				run(rig.older(), "insert into users (id, full_name) values (1, 'Johann  Sebastian Bach')");
				run(rig.newer(), "update users set n = n + 1");
				assertThat(row(rig.older(), "users", 1)).containsEntry("full_name", "Johann  Sebastian Bach");
			}
		}

		@Test
		void eachSideSeesTheUpdatesOfTheOther(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS, SPLIT)) {
				run(rig.older(), "insert into users (id, full_name) values (1, 'Ada King')");
				run(rig.newer(), "update users set last_name = 'Lovelace'");
				assertThat(row(rig.older(), "users", 1)).containsEntry("full_name", "Ada Lovelace");
				run(rig.older(), "update users set full_name = 'Grace Hopper'");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("first_name", "Grace")
					.containsEntry("last_name", "Hopper");
			}
		}

		@Test
		void aSessionWithAnotherSchemaInFrontIsNotTakenForTheOldVersion(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS, SPLIT)) {
				JdbcClient odd = rig.client("pg_temp," + PlanRig.NEW);
				run(odd, "insert into users (id, first_name, last_name) values (1, 'Mary Ann', 'Smith')");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("first_name", "Mary Ann");
				run(odd, "update users set last_name = 'Jones'");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("first_name", "Mary Ann")
					.containsEntry("last_name", "Jones");
				assertThat(row(rig.older(), "users", 1)).containsEntry("full_name", "Mary Ann Jones");
			}
		}

		@Test
		void aWriteToTheTableItselfFromTheNewSideReachesTheNewVersion(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS, SPLIT)) {
				run(rig.newer(), "insert into public.users (id, full_name) values (1, 'Alan Turing')");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("last_name", "Turing");
				run(rig.newer(), "update public.users set full_name = 'Kurt Goedel'");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("last_name", "Goedel");
			}
		}

		@Test
		void aFunctionWithAPathOfItsOwnWritesAsTheOldVersion(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS + """
					create function rename_all(t text) returns void language sql set search_path = '' as
						'update public.users set full_name = t';
					insert into users values (1, 'Alan Turing');
					""", SPLIT)) {
				rig.newer().sql("select rename_all('Emmy Noether')").query().listOfRows();
				assertThat(row(rig.newer(), "users", 1)).containsEntry("last_name", "Noether");
			}
		}

		@Test
		void aUserTriggerThatChangesTheOldColumnIsFollowed(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create table users (id int primary key, email text);
					create function tidy() returns trigger language plpgsql as
						'begin new.email := lower(new.email); return new; end';
					create trigger tidy before insert or update on users for each row execute function tidy();
					""", "- alter_column: {table: users, column: email, type: varchar(100), down: email}")) {
				run(rig.newer(), "insert into users (id, email) values (1, 'A@B.C')");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("email", "a@b.c");
				run(rig.newer(), "update users set email = 'D@E.F'");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("email", "d@e.f");
				assertThat(row(rig.older(), "users", 1)).containsEntry("email", "d@e.f");
			}
		}

		@Test
		void replicatedRowsAreSyncedToo(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS, SPLIT)) {
				rig.jdbc().sql("""
						do $$ begin
							perform set_config('session_replication_role', 'replica', true);
							insert into users (id, full_name) values (1, 'Ada King');
						end $$""").update();
				assertThat(row(rig.newer(), "users", 1)).containsEntry("first_name", "Ada");
			}
		}

	}

	@Nested
	class WithASharedInput {

		private static final String PRICES = """
				create table prices (id int primary key, cents int not null default 0, rate numeric not null default 1);
				insert into prices values (1, 100, 2);
				""";

		private static final String PRICE = """
				- alter_column: {table: prices, column: cents, type: numeric, up: cents * rate, down: round(cents / rate)::int}
				""";

		@Test
		void theNewVersionKeepsItsValueWhenItChangesTheInput(TestDatabase database) {
			try (PlanRig rig = expanded(database, PRICES, PRICE)) {
				run(rig.newer(), "update prices set cents = 201");
				run(rig.newer(), "update prices set rate = 10");
				assertThat(rig.newer().sql("select cents from prices").query(Integer.class).single()).isEqualTo(201);
				assertThat(rig.older().sql("select cents from prices").query(Integer.class).single()).isEqualTo(20);
			}
		}

		@Test
		void theOldVersionsChangeOfTheInputReachesTheNewValue(TestDatabase database) {
			try (PlanRig rig = expanded(database, PRICES, PRICE)) {
				run(rig.older(), "update prices set rate = 3");
				assertThat(rig.newer().sql("select cents from prices").query(Integer.class).single()).isEqualTo(300);
				assertThat(rig.older().sql("select cents from prices").query(Integer.class).single()).isEqualTo(100);
			}
		}

	}

}
