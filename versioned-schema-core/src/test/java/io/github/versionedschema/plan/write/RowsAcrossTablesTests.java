package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests which writes of which version change rows of a table that a migration creates
 * from another, one write at a time.
 */
@PostgresTest
class RowsAcrossTablesTests {

	private static final CaseFile CREATE = CaseFile.of("rows-across-tables/a-table-from-another.yaml");

	private static final CaseFile EXTRACT = CaseFile.of("rows-across-tables/an-extracted-table.yaml");

	private static List<String> members(JdbcClient client) {
		return client
			.sql("select concat_ws(' ', account_id, user_id, role, note) from members order by user_id, account_id")
			.query(String.class)
			.list();
	}

	private static List<String> users(JdbcClient client) {
		return client.sql("select concat_ws(' ', id, account_id, role) from users order by id")
			.query(String.class)
			.list();
	}

	@Nested
	class OfTheOlderVersion {

		@Test
		void existingRowsBecomeRows(TestDatabase database) {
			try (PlanRig rig = expanded(database, CREATE)) {
				assertThat(members(rig.newer())).containsExactly("1 1 ADMIN new", "2 2 GUEST new");
			}
		}

		@Test
		void rowsComeAndChangeAndGo(TestDatabase database) {
			try (PlanRig rig = expanded(database, CREATE)) {
				run(rig.older(), "insert into users values (3, 1, 'guest')");
				assertThat(members(rig.newer())).containsExactly("1 1 ADMIN new", "2 2 GUEST new", "1 3 GUEST new");
				run(rig.newer(), "update members set note = 'kept' where user_id = 3");
				run(rig.older(), "update users set role = 'admin', account_id = 2 where id = 3");
				run(rig.older(), "delete from users where id = 1");
				assertThat(members(rig.newer())).containsExactly("2 2 GUEST new", "2 3 ADMIN kept");
				run(rig.jdbc(), "update users set role = 'unversioned' where id = 2");
				assertThat(members(rig.newer())).containsExactly("2 2 UNVERSIONED new", "2 3 ADMIN kept");
			}
		}

		@Test
		void theKeyOfARowMayChangeAlthoughRowsReferToIt(TestDatabase database) {
			try (PlanRig rig = expanded(database, CREATE)) {
				run(rig.older(), "update users set id = id + 10");
				assertThat(members(rig.newer())).containsExactly("1 11 ADMIN new", "2 12 GUEST new");
			}
		}

		@Test
		void rowsOfTheNewerVersionStayUnlessTheyHaveTheKey(TestDatabase database) {
			try (PlanRig rig = expanded(database, CREATE)) {
				run(rig.newer(), "insert into members values (2, 1, 'OWN', 'own')");
				run(rig.newer(), "update members set role = 'CHANGED' where user_id = 2");
				run(rig.older(), "update users set role = 'boss' where id = 1");
				assertThat(members(rig.newer())).containsExactly("1 1 BOSS new", "2 1 OWN own", "2 2 CHANGED new");
				run(rig.older(), "update users set account_id = 2 where id = 1");
				assertThat(members(rig.newer())).containsExactly("2 1 BOSS own", "2 2 CHANGED new");
				run(rig.newer(), "delete from members where user_id = 2");
				run(rig.older(), "update users set role = 'again' where id = 2");
				assertThat(members(rig.newer())).containsExactly("2 1 BOSS own", "2 2 AGAIN new");
			}
		}

		@Test
		void truncateRemovesTheRowsThatCameFromTheTable(TestDatabase database) {
			try (PlanRig rig = expanded(database,
					CaseFile.of("rows-across-tables/a-table-without-values-for-all-columns.yaml"))) {
				run(rig.newer(), "insert into members values (7, 7)");
				run(rig.older(), "truncate users");
				assertThat(members(rig.newer())).containsExactly("7 7");
			}
		}

		@Test
		void aRowWithoutAKeyDoesNotExist(TestDatabase database) {
			try (PlanRig rig = expanded(database, CaseFile.of("rows-across-tables/a-key-that-may-be-null.yaml"))) {
				run(rig.older(), "update users set mail = case id when 1 then null else 'two' end");
				assertThat(rig.newer().sql("select mail || user_id from mails").query(String.class).list())
					.containsExactly("two2");
			}
		}

		@Test
		void aConditionSaysWhichRowsGoWithARow(TestDatabase database) {
			try (PlanRig rig = expanded(database, CaseFile.of("rows-across-tables/a-table-with-a-condition.yaml"))) {
				run(rig.newer(), "insert into members values (2, 1, 'OWN', 'own')");
				run(rig.older(), "delete from users where id = 1");
				assertThat(members(rig.newer())).containsExactly("2 2 GUEST new");
			}
		}

		@Test
		void aRowThatWouldBelongToTwoIsRefused(TestDatabase database) {
			CaseFile file = CaseFile.of("rows-across-tables/two-rows-for-one-key.yaml");
			try (PlanRig rig = new PlanRig(database, file.text("given"))) {
				Plan plan = rig.plan(file.operations());
				assertThatIllegalStateException().isThrownBy(() -> rig.expand(plan))
					.withMessageContaining("2 rows of users would become the same row of members");
			}
		}

	}

	@Nested
	class OfBothVersions {

		@Test
		void eachVersionSeesWhatTheOtherWrites(TestDatabase database) {
			try (PlanRig rig = expanded(database, EXTRACT)) {
				run(rig.older(), "update users set role = 'boss' where id = 1");
				assertThat(members(rig.newer())).containsExactly("1 1 BOSS new", "2 2 GUEST new");
				run(rig.newer(), "update members set role = 'CHIEF', account_id = 2 where user_id = 1");
				assertThat(users(rig.older())).containsExactly("1 2 chief", "2 2 guest");
				run(rig.older(), "update users set account_id = 1");
				assertThat(members(rig.newer())).containsExactly("1 1 CHIEF new", "1 2 GUEST new");
			}
		}

		@Test
		void aValueMayFollowWithinTheTransaction(TestDatabase database) {
			try (PlanRig rig = expanded(database, EXTRACT)) {
				run(rig.newer(), """
						begin;
						insert into users values (3);
						insert into members values (1, 3, 'GUEST');
						delete from members where user_id = 1;
						insert into members values (2, 1, 'ADMIN');
						commit""");
				assertThat(users(rig.older())).containsExactly("1 2 admin", "2 2 guest", "3 1 guest");
				assertThat(members(rig.newer())).containsExactly("2 1 ADMIN new", "2 2 GUEST new", "1 3 GUEST new");
			}
		}

		@Test
		void aValueThatDoesNotFollowIsRefused(TestDatabase database) {
			try (PlanRig rig = expanded(database, EXTRACT)) {
				assertRefused(rig.newer(), "insert into users values (3)", "\"account_id\" of relation \"users\"");
				assertRefused(rig.newer(), "delete from members where user_id = 1", "\"account_id\"");
				assertRefused(rig.older(), "insert into users values (3, null, 'guest')", "\"account_id\"");
				assertRefused(rig.older(), "update users set role = null", "\"role\"");
				run(rig.newer(),
						"begin; delete from members where user_id = 1; delete from users where id = 1; commit");
				assertThat(users(rig.older())).containsExactly("2 2 guest");
			}
		}

		private void assertRefused(JdbcClient client, String sql, String message) {
			assertThatExceptionOfType(DataIntegrityViolationException.class).isThrownBy(() -> run(client, sql))
				.withMessageContaining("null value in column " + message);
		}

		@Test
		void abortLeavesNoTrace(TestDatabase database) {
			try (PlanRig rig = new PlanRig(database, EXTRACT.text("given"))) {
				CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
				CatalogueSnapshot ours = CatalogueSnapshot.of(database, "versioned_schema");
				Plan plan = rig.plan(EXTRACT.operations());
				rig.expand(plan);
				run(rig.newer(), "update members set role = 'CHIEF' where user_id = 1");
				rig.abort(plan);
				assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
				assertThat(CatalogueSnapshot.of(database, "versioned_schema")).isEqualTo(ours);
				assertThat(users(rig.jdbc())).containsExactly("1 1 chief", "2 2 guest");
			}
		}

		@Test
		void completeLeavesPlainTables(TestDatabase database) {
			try (PlanRig rig = new PlanRig(database, EXTRACT.text("given"))) {
				CatalogueSnapshot before = CatalogueSnapshot.of(database, "versioned_schema");
				Plan plan = rig.plan(EXTRACT.operations());
				rig.expand(plan).complete(plan);
				run(rig.newer(), "insert into users values (3)");
				assertThat(members(rig.newer())).containsExactly("1 1 ADMIN new", "2 2 GUEST new");
				assertThat(CatalogueSnapshot.of(database, "versioned_schema")).isEqualTo(before);
			}
		}

	}

	@Nested
	class OfSeveralRows {

		private static List<String> mails(JdbcClient client) {
			return client.sql("select concat_ws(' ', user_id, number, mail) from mails order by user_id, number")
				.query(String.class)
				.list();
		}

		@Test
		void rowsComeAndChangeAndGo(TestDatabase database) {
			try (PlanRig rig = expanded(database, CaseFile.of("rows-across-tables/a-row-for-each-member.yaml"))) {
				assertThat(mails(rig.newer())).containsExactly("1 1 a", "1 2 b", "3 1 c");
				run(rig.older(), "update users set mails = '{b,c,d}' where id = 1");
				run(rig.older(), "insert into users values (4, '{x}')");
				run(rig.older(), "update users set mails = '{}' where id = 3");
				assertThat(mails(rig.newer())).containsExactly("1 1 b", "1 2 c", "1 3 d", "4 1 x");
				run(rig.older(), "update users set id = 5 where id = 4");
				run(rig.older(), "delete from users where id = 1");
				assertThat(mails(rig.newer())).containsExactly("5 1 x");
			}
		}

		@Test
		void theOlderVersionSeesThemTogether(TestDatabase database) {
			try (PlanRig rig = expanded(database, CaseFile.of("rows-across-tables/members-that-move.yaml"))) {
				run(rig.newer(), "insert into mails values (1, 3, 'c')");
				run(rig.newer(), "update mails set mail = 'x' where number = 1");
				run(rig.newer(), "delete from mails where user_id = 3");
				run(rig.newer(), "insert into users values (4)");
				run(rig.newer(), "insert into mails values (4, 1, 'y')");
				assertThat(users(rig.older())).containsExactly("1 {x,b,c}", "2 {}", "3 {}", "4 {y}");
				run(rig.older(), "update users set mails = mails || '{z}'::text[]");
				assertThat(mails(rig.newer())).containsExactly("1 1 x", "1 2 b", "1 3 c", "1 4 z", "2 1 z", "3 1 z",
						"4 1 y", "4 2 z");
			}
		}

		private static List<String> users(JdbcClient client) {
			return client.sql("select concat_ws(' ', id, mails) from users order by id").query(String.class).list();
		}

	}

}
