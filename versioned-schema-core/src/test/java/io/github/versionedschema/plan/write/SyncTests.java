package io.github.versionedschema.plan.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.math.BigDecimal;
import java.util.Map;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

	private static final String COUNTED = """
			create table t (id int primary key, n int);
			create function counting() returns trigger language plpgsql as 'begin new.n := new.n + 1; return new; end';
			create trigger count before insert or update on t for each row execute function counting();
			""";

	private static final String WIDER = "- alter_column: {table: t, column: n, type: bigint, down: n::int}";

	private static PlanRig expanded(TestDatabase database, String given, String operations) {
		PlanRig rig = new PlanRig(database, given);
		Plan plan = rig.plan(operations);
		assertThat(rig.check(plan)).isEmpty();
		return rig.expand(plan);
	}

	private static Map<String, Object> row(JdbcClient client, String table, int id) {
		return client.sql("select * from " + table + " where id = ?").param(id).query().singleRow();
	}

	private static void run(JdbcClient client, String sql) {
		client.sql(sql).update();
	}

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

	@Nested
	class WithConstraints {

		@Test
		void aForeignKeyActionIsNotUndone(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"""
							create table teams (id int primary key);
							create table users (id int primary key, team int references teams on delete set null on update cascade);
							insert into teams values (1), (2);
							insert into users values (1, 1), (2, 2);
							""",
					"- alter_column: {table: users, column: team, type: bigint, down: team::int}")) {
				run(rig.newer(), "delete from teams where id = 1");
				assertThat(row(rig.newer(), "users", 1)).containsEntry("team", null);
				assertThat(row(rig.older(), "users", 1)).containsEntry("team", null);
				run(rig.newer(), "update teams set id = 3 where id = 2");
				assertThat(row(rig.newer(), "users", 2)).containsEntry("team", 3L);
				assertThat(row(rig.older(), "users", 2)).containsEntry("team", 3);
			}
		}

		@Test
		void aNewRuleBindsTheNewSideOnly(TestDatabase database) {
			try (PlanRig rig = expanded(database, USERS,
					"- alter_column: {table: users, column: full_name, nullable: false, check: {name: long, constraint: length(full_name) > 2}}")) {
				run(rig.older(), "insert into users (id) values (1)");
				run(rig.older(), "insert into users (id, full_name) values (2, 'x')");
				assertThatThrownBy(() -> run(rig.newer(), "insert into users (id) values (3)"))
					.hasMessageContaining("null value in column \"full_name\" of relation \"users\"");
				assertThatThrownBy(() -> run(rig.newer(), "insert into users (id, full_name) values (3, 'y')"))
					.hasMessageContaining("violates check constraint \"long\"");
				run(rig.newer(), "update users set n = 5");
				assertThat(row(rig.older(), "users", 1)).containsEntry("n", 5);
			}
		}

		@Test
		void defaultsDifferBetweenVersions(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"create table t (id int primary key, a int default 1, b text default 'b');", """
							- alter_column: {table: t, column: a, default: '2'}
							- alter_column: {table: t, column: b, default: null}
							""")) {
				run(rig.older(), "insert into t (id) values (1)");
				run(rig.newer(), "insert into t (id) values (2)");
				run(rig.newer(), "insert into t values (3, default, default)");
				assertThat(row(rig.jdbc(), "t", 1)).containsEntry("a", 1).containsEntry("b", "b");
				assertThat(row(rig.jdbc(), "t", 2)).containsEntry("a", 2).containsEntry("b", null);
				assertThat(row(rig.jdbc(), "t", 3)).containsEntry("a", 2).containsEntry("b", null);
			}
		}

		@Test
		void aTriggerThatUndoesWhatTheNewVersionWroteIsFollowed(TestDatabase database) {
			try (PlanRig rig = expanded(database, COUNTED, WIDER)) {
				run(rig.newer(), "insert into t values (1, 5)");
				run(rig.newer(), "update t set n = 5");
				assertThat(row(rig.older(), "t", 1)).containsEntry("n", 6);
				assertThat(row(rig.newer(), "t", 1)).containsEntry("n", 6L);
			}
		}

		@Test
		void aTriggerGoesOnInASessionThatSawTheTypeThatTheColumnHad(TestDatabase database) throws SQLException {
			try (PlanRig rig = new PlanRig(database, COUNTED)) {
				Plan plan = rig.plan(WIDER);
				rig.expand(plan);
				PGSimpleDataSource source = database.dataSource();
				source.setCurrentSchema(PlanRig.NEW + ",public");
				try (Connection session = source.getConnection(); Statement statement = session.createStatement()) {
					statement.execute("insert into t values (1, 5)");
					rig.complete(plan);
					statement.execute("update t set n = 7");
				}
				assertThat(row(rig.newer(), "t", 1)).containsEntry("n", 8L);
			}
		}

		@Test
		void aDeferrableKeyIsCheckedLateInBothShapes(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"create table t (id int primary key, place int unique deferrable); insert into t values (1, 1), (2, 2);",
					"- alter_column: {table: t, column: place, type: bigint, down: place::int}")) {
				run(rig.older(), "update t set place = place + 1");
				run(rig.newer(), "update t set place = place + 1");
				assertThat(row(rig.older(), "t", 2)).containsEntry("place", 4);
			}
		}

		@Test
		void anUpdateToTheDefaultTakesTheOneOfTheVersion(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"create table t (id int primary key, a int default 1, b text default 'b', c int default 5);", """
							- alter_column: {table: t, column: a, default: '2'}
							- alter_column: {table: t, column: c, type: bigint, up: c * 10, down: c / 10}
							- add_column: {table: t, column: {name: d, type: int, default: '4'}}
							""")) {
				run(rig.older(), "insert into t values (1, 0, '', 0), (2, 0, '', 0)");
				run(rig.older(), "update t set a = default, b = default, c = default where id = 1");
				run(rig.newer(), "update t set a = default, b = default, c = default, d = default where id = 2");
				assertThat(row(rig.older(), "t", 1)).containsEntry("a", 1)
					.containsEntry("b", "b")
					.containsEntry("c", 5);
				assertThat(row(rig.newer(), "t", 1)).containsEntry("c", 50L);
				assertThat(row(rig.newer(), "t", 2)).containsEntry("a", 2)
					.containsEntry("b", "b")
					.containsEntry("c", 5L)
					.containsEntry("d", 4);
			}
		}

		@Test
		void aValueFollowsFromANewColumnThatTheTableFills(TestDatabase database) {
			String operations = """
					- add_column: {table: t, column: {name: k, type: int, default: "4"}}
					- add_column: {table: t, up: "a + k", column: {name: ak, type: int}}
					- add_column: {table: t, column: {name: r, type: uuid, default: gen_random_uuid()}}
					- add_column: {table: t, up: "left(r::text, 8)", column: {name: r8, type: text}}
					- add_column: {table: t, column: {name: s, type: serial}}
					- add_column: {table: t, up: "-s", column: {name: minus, type: int}}
					""";
			String given = "create table t (id int primary key, a int); insert into t values (1, 1), (2, 2), (3, 3);";
			try (PlanRig rig = new PlanRig(database, given)) {
				Plan plan = rig.plan(operations);
				rig.only(plan, Phase.EXPAND);
				run(rig.older(), "update t set a = 30 where id = 3");
				rig.only(plan, Phase.BACKFILL, Phase.BUILD, Phase.PUBLISH);
				run(rig.older(), "insert into t values (4, 4)");
				run(rig.newer(), "insert into t (id, a, ak, r8, minus) values (5, 5, 50, 'mine', 7)");
				run(rig.older(), "update t set a = 20 where id = 2");
				assertThat(rig.newer()
					.sql("select id || ':' || a || ' ' || ak from t where r8 = left(r::text, 8) and minus = -s order by id")
					.query(String.class)
					.list()).containsExactly("1:1 5", "2:20 24", "3:30 34", "4:4 8");
				assertThat(rig.newer().sql("select count(distinct r) from t").query(Integer.class).single())
					.isEqualTo(5);
				assertThat(row(rig.newer(), "t", 5)).containsEntry("ak", 50).containsEntry("r8", "mine");
			}
		}

		@Test
		void aNewColumnThatChangesAgainStartsFromItsDefault(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"create table t (id int primary key); create type mood as enum ('sad', 'glad'); insert into t values (1);",
					"""
							- add_column: {table: t, column: {name: k, type: int, default: "4"}}
							- add_column: {table: t, up: "k * 2", column: {name: l, type: int, nullable: true}}
							- alter_column: {table: t, column: k, type: bigint, up: "k + 1", down: "(k - 1)::int"}
							- add_column: {table: t, column: {name: n, type: int, nullable: true}}
							- alter_column: {table: t, column: n, type: bigint, down: "n::int"}
							- add_column: {table: t, up: "'glad'", column: {name: m, type: mood}}
							""")) {
				run(rig.older(), "insert into t values (2)");
				assertThat(rig.newer()
					.sql("select concat_ws(' ', id, k, l, coalesce(n, 0), m) from t order by id")
					.query(String.class)
					.list()).containsExactly("1 5 8 0 glad", "2 5 8 0 glad");
			}
		}

		@Test
		void aNewColumnThatIsDroppedAgainHoldsItsDefaultForWhatFollowsFromIt(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"create table t (id int primary key, a int); insert into t values (1, 1);", """
							- add_column: {table: t, column: {name: k, type: int, default: "4"}}
							- add_column: {table: t, up: "k * 2", column: {name: l, type: int}}
							- drop_column: {table: t, column: a, down: "k + l"}
							- drop_column: {table: t, column: k}
							""")) {
				run(rig.older(), "insert into t values (2, 2)");
				run(rig.newer(), "insert into t values (3, 9)");
				assertThat(rig.newer().sql("select l from t order by id").query(Integer.class).list())
					.containsExactly(8, 8, 9);
				assertThat(row(rig.older(), "t", 3)).containsEntry("a", 13);
			}
		}

		@Test
		void aColumnThatIsReplacedAndDroppedHoldsItsDefaultForTheOldVersion(TestDatabase database) {
			try (PlanRig rig = expanded(database, "create table t (id int primary key, a int not null default 9);",
					"""
							- alter_column: {table: t, column: a, type: bigint, up: "a + 1", down: "(a - 1)::int", default: "20"}
							- drop_column: {table: t, column: a}
							""")) {
				run(rig.newer(), "insert into t values (1)");
				assertThat(row(rig.older(), "t", 1)).containsEntry("a", 19);
			}
		}

		@Test
		void aRowThatTheNewVersionMovesToAnotherPartitionKeepsWhatTheOldOneWrote(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create table t (id int, name text) partition by range (id);
					create table t_1 partition of t for values from (0) to (10);
					create table t_2 partition of t default;
					""", "- alter_column: {table: t, column: name, type: int, up: length(name), down: name::text}")) {
				run(rig.older(), "insert into t values (1, 'Ada')");
				run(rig.newer(), "update t set id = 11");
				assertThat(row(rig.older(), "t", 11)).containsEntry("name", "Ada");
				run(rig.newer(), "update t set id = 2, name = 4");
				assertThat(row(rig.older(), "t", 2)).containsEntry("name", "4");
			}
		}

		@Test
		void aRowThatTheOldVersionMovesToAnotherPartitionKeepsItsNull(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create table t (id int, n int) partition by range (id);
					create table t_1 partition of t for values from (0) to (10);
					create table t_2 partition of t default;
					""",
					"- alter_column: {table: t, column: n, type: bigint, up: \"coalesce(n, 0)\", down: \"n::int\"}")) {
				run(rig.older(), "insert into t values (1, null)");
				run(rig.older(), "update t set id = 11");
				assertThat(row(rig.older(), "t", 11)).containsEntry("n", null);
				run(rig.newer(), "insert into t values (2, 0)");
				assertThat(row(rig.older(), "t", 2)).containsEntry("n", 0);
			}
		}

		@Test
		void aRowThatTheOldVersionMovesToAnotherPartitionKeepsItsDefault(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create table t (id int, n numeric not null default 9.5) partition by range (id);
					create table t_1 partition of t for values from (0) to (10);
					create table t_2 partition of t default;
					""", "- alter_column: {table: t, column: n, type: int, up: n, down: n}")) {
				run(rig.older(), "insert into t values (1)");
				run(rig.older(), "update t set id = 11");
				assertThat(row(rig.older(), "t", 11)).containsEntry("n", new BigDecimal("9.5"));
				run(rig.newer(), "insert into t values (2, 10)");
				assertThat(row(rig.older(), "t", 2)).containsEntry("n", new BigDecimal("10"));
			}
		}

		@Test
		void aColumnThatAllowsNoNullByItsDomainCanBeReplaced(TestDatabase database) {
			try (PlanRig rig = expanded(database, """
					create domain amount as int not null check (value > 0);
					create table t (id int primary key, a amount);
					""", "- alter_column: {table: t, column: a, type: bigint, up: a * 10, down: a / 10}")) {
				run(rig.older(), "insert into t values (1, 5)");
				run(rig.newer(), "update t set a = 70");
				assertThat(row(rig.older(), "t", 1)).containsEntry("a", 7);
				run(rig.older(), "update t set a = 8");
				assertThat(row(rig.newer(), "t", 1)).containsEntry("a", 80L);
			}
		}

		@Test
		void aWidenedIdentityFillsBothKeys(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					"create table t (id int generated by default as identity primary key, n int);",
					"- alter_column: {table: t, column: id, type: bigint, down: id::int}")) {
				run(rig.older(), "insert into t (n) values (1)");
				run(rig.newer(), "insert into t (n) values (2)");
				assertThat(rig.jdbc()
					.sql("select count(*) from %s.t o join %s.t n using (n) where o.id = n.id".formatted(PlanRig.OLD,
							PlanRig.NEW))
					.query(Integer.class)
					.single()).isEqualTo(2);
			}
		}

	}

}
