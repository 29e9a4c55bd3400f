package io.github.versionedschema.plan.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests keys, rules and user triggers of synchronized tables, one write at a time.
 */
@PostgresTest
class ConstraintSyncTests {

	private static final String USERS = "create table users (id int primary key, full_name text, n int default 0);";

	private static final String COUNTED = """
			create table t (id int primary key, n int);
			create function counting() returns trigger language plpgsql as 'begin new.n := new.n + 1; return new; end';
			create trigger count before insert or update on t for each row execute function counting();
			""";

	private static final String WIDER = "- alter_column: {table: t, column: n, type: bigint, down: n::int}";

	@Test
	void aForeignKeyActionIsNotUndone(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table teams (id int primary key);
				create table users (id int primary key, team int references teams on delete set null on update cascade);
				insert into teams values (1), (2);
				insert into users values (1, 1), (2, 2);
				""", "- alter_column: {table: users, column: team, type: bigint, down: team::int}")) {
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
	void aDeferrablePrimaryKeyIsCheckedLateInEveryPhase(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database,
				"create table t (id int primary key deferrable, n int); insert into t values (1, 1), (2, 2);")) {
			Plan plan = rig.plan("- alter_column: {table: t, column: id, type: bigint, down: id::int}");
			rig.expand(plan);
			run(rig.older(), "update t set id = id + 1");
			run(rig.newer(), "update t set id = id + 1");
			run(rig.newer(),
					"begin; set constraints all deferred; insert into t (id, n) values (4, 3); delete from t where n = 2; commit");
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (id, n) values (4, 4)"))
				.hasMessageContaining("duplicate key");
			assertThatThrownBy(() -> run(rig.older(), "insert into t values (4, 4)"))
				.hasMessageContaining("duplicate key");
			rig.complete(plan);
			run(rig.newer(), "update t set id = id + 1");
			assertThat(
					rig.jdbc().sql("select array_agg(id order by id)::text from public.t").query(String.class).single())
				.isEqualTo("{4,5}");
		}
	}

	@Test
	void anExclusionConstraintBindsTheValuesOfBothVersions(TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, """
				create extension btree_gist;
				create table t (id int primary key, room text, during int4range,
					constraint once exclude using gist (room with =, during with &&));
				insert into t values (1, 'a', '[1,5)');
				""")) {
			Plan plan = rig.plan("- alter_column: {table: t, column: room, up: lower(room), down: room}");
			rig.only(plan, Phase.CHECK, Phase.EXPAND, Phase.BACKFILL, Phase.BUILD);
			run(rig.older(), "insert into t values (2, 'A', '[1,5)')");
			assertThat(
					rig.jdbc().sql("select _vs_room is null from public.t where id = 2").query(Boolean.class).single())
				.isTrue();
			run(rig.older(), "delete from t where id = 2");
			rig.only(plan, Phase.PROVE, Phase.BIND, Phase.PUBLISH);
			assertThatThrownBy(() -> run(rig.older(), "insert into t values (2, 'A', '[1,5)')"))
				.hasMessageContaining("conflicting key value violates exclusion constraint");
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (id, room, during) values (2, 'a', '[2,3)')"))
				.hasMessageContaining("conflicting key value violates exclusion constraint");
			rig.complete(plan);
			assertThatThrownBy(() -> run(rig.newer(), "insert into t (id, room, during) values (2, 'a', '[2,3)')"))
				.hasMessageContaining("exclusion constraint \"once\"");
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

	@Test
	void severalReplacedIdentitiesOfATableGetTheirNextValues(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table t (id int primary key, i int generated by default as identity,
					a int generated always as identity);
				""", """
				- alter_column: {table: t, column: i, type: bigint, down: i::int}
				- alter_column: {table: t, column: a, type: bigint, down: a::int}
				""")) {
			run(rig.newer(), "insert into t (id) values (1)");
			assertThat(row(rig.newer(), "t", 1).values()).doesNotContainNull();
			assertThat(row(rig.older(), "t", 1).values()).doesNotContainNull();
		}
	}

}
