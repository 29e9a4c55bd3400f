package io.github.versionedschema.plan.write;

import java.util.Map;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests foreign keys of replaced columns that set their columns to the default.
 */
@PostgresTest
class KeyActionTests {

	private static final String TEAMS = """
			create table teams (id int primary key);
			insert into teams values (1), (2), (9);
			""";

	private static final String USERS = TEAMS + """
			create table users (id int primary key, team int default 9);
			insert into users values (1, 1), (2, 2);
			""";

	private static final String ADDED = "references: {name: in_team, table: teams, column: id, on_delete: SET DEFAULT, on_update: SET DEFAULT}";

	@Test
	void anAddedKeySetsTheDefaultOfTheNewerVersion(TestDatabase database) {
		try (PlanRig rig = expanded(database, USERS,
				"- alter_column: {table: users, column: team, up: team, down: team, " + ADDED + "}")) {
			assertDeletionsSetTo(rig, 9, 9);
		}
	}

	@Test
	void anAddedKeySetsAChangedDefault(TestDatabase database) {
		try (PlanRig rig = expanded(database, USERS + "insert into teams values (8);",
				"- alter_column: {table: users, column: team, type: bigint, default: '8', down: team::int, " + ADDED
						+ "}")) {
			assertDeletionsSetTo(rig, 8, 8L);
		}
	}

	@Test
	void aKeyOfAColumnThatIsComputedSetsItsDefault(TestDatabase database) {
		try (PlanRig rig = expanded(database, USERS,
				"- add_column: {table: users, up: team, column: {name: side, type: int, default: '9', nullable: true, "
						+ ADDED + "}}")) {
			run(rig.newer(), "delete from teams where id = 1");
			assertThat(row(rig.newer(), "users", 1)).containsEntry("side", 9);
		}
	}

	@Test
	void aCopiedKeySetsTheDefault(TestDatabase database) {
		try (PlanRig rig = expanded(database, TEAMS + """
				create table users (id int primary key, team int not null default 9
					references teams on delete set default on update set default);
				insert into users values (1, 1), (2, 2);
				""", "- alter_column: {table: users, column: team, type: bigint, down: team::int}")) {
			assertDeletionsSetTo(rig, 9, 9L);
		}
	}

	@Test
	void aCopiedKeyWithReplacedColumnsOnBothSidesSetsTheDefault(TestDatabase database) {
		try (PlanRig rig = expanded(database, TEAMS + """
				create table users (id int primary key, team int not null default 9
					references teams on delete set default on update set default);
				insert into users values (1, 1), (2, 2);
				""", """
				- alter_column: {table: users, column: team, type: bigint, down: team::int}
				- alter_column: {table: teams, column: id, type: bigint, down: id::int}
				""")) {
			assertDeletionsSetTo(rig, 9, 9L);
		}
	}

	@Test
	void onlyTheNamedColumnsAreSet(TestDatabase database) {
		try (PlanRig rig = expanded(database, """
				create table teams (a int, b int, primary key (a, b));
				insert into teams values (1, 1), (1, 9);
				create table users (id int primary key, a int default 5, b int default 9,
					foreign key (a, b) references teams on delete set default (b));
				insert into users values (1, 1, 1);
				""", """
				- alter_column: {table: users, column: b, type: bigint, down: b::int}
				- alter_column: {table: users, column: a, type: bigint, down: a::int}
				""")) {
			run(rig.newer(), "delete from teams where b = 1");
			assertThat(row(rig.newer(), "users", 1)).isEqualTo(Map.of("id", 1, "a", 1L, "b", 9L));
			assertThat(row(rig.older(), "users", 1)).isEqualTo(Map.of("id", 1, "a", 1, "b", 9));
		}
	}

	@Test
	void aNullOfATriggerWhoseReferencedRowStaysIsANull(TestDatabase database) {
		try (PlanRig rig = expanded(database, USERS + """
				create table signals (id int);
				create function leave() returns trigger language plpgsql
					as 'begin update users set team = null where id = new.id; return null; end';
				create trigger leave after insert on signals for each row execute function leave();
				""", "- alter_column: {table: users, column: team, up: team, down: team, " + ADDED + "}")) {
			run(rig.newer(), "insert into signals values (1)");
			run(rig.newer(), "update users set team = null where id = 2");
			assertThat(row(rig.newer(), "users", 1)).containsEntry("team", null);
			assertThat(row(rig.older(), "users", 2)).containsEntry("team", null);
		}
	}

	private static void assertDeletionsSetTo(PlanRig rig, int older, Object newer) {
		run(rig.newer(), "delete from teams where id = 1");
		assertThat(row(rig.newer(), "users", 1)).containsEntry("team", newer);
		assertThat(row(rig.older(), "users", 1)).containsEntry("team", older);
		run(rig.older(), "update teams set id = 3 where id = 2");
		assertThat(row(rig.newer(), "users", 2)).containsEntry("team", newer);
		assertThat(row(rig.older(), "users", 2)).containsEntry("team", older);
		run(rig.newer(), "insert into users (id) values (5)");
		assertThat(row(rig.older(), "users", 5)).containsEntry("team", older);
	}

}
