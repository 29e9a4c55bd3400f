package io.github.versionedschema.mistakes;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests the messages about triggers that a backfill would fire, if the leader is not
 * allowed to disable triggers.
 */
@PostgresTest
@Tag("thorough")
class FiredTriggersTests {

	private static final String TABLE = """
			create table t (id int primary key, a int, b int, changed int default 0, name varchar(20));
			insert into t (id, a, b) select n, n, n from generate_series(1, 20) n;
			""";

	private static final String TOUCH = """
			create function touch() returns trigger language plpgsql as
				'begin new.changed = old.changed + 1; return new; end';
			""";

	private static final String CHANGE = "- alter_column: {table: t, column: a, type: bigint}";

	@Test
	void aTriggerThatWritesIsNamedWithTheRightToGrantBeforeAnythingChanges(TestDatabase database) {
		String leader = database.createRole();
		Release release = installed(database, leader,
				TABLE + TOUCH + "create trigger touched before update on t for each row execute function touch()");
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(second::expand)
				.withMessageContaining("trigger touched runs public.touch()")
				.withMessageContaining("GRANT SET ON PARAMETER session_replication_role TO \"" + leader + "\"")
				.withMessageContaining("backfill.fire-user-triggers");
			database.jdbc().sql("grant set on parameter session_replication_role to " + leader).update();
			try {
				second.expand();
			}
			finally {
				database.jdbc().sql("revoke set on parameter session_replication_role from " + leader).update();
			}
		}
		assertThat(changes(database)).isZero();
	}

	@Test
	void aLeaderThatCannotSilenceTriggersDoesNotFireThoseThatThePlanSilences(TestDatabase database) {
		String leader = database.createRole();
		Release release = installed(database, leader,
				TABLE + TOUCH + "create trigger touched before update on t for each row execute function touch()")
			.keepingFailedExpands();
		database.jdbc().sql("grant set on parameter session_replication_role to " + leader).update();
		try (VersionedSchema second = release.second((event) -> {
			if (event instanceof TransitionEvent.StepStarted started && started.step().equals("backfill.t")) {
				revokeSilencing(database, leader);
			}
		}); VersionedSchema successor = release.second()) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(second::expand)
				.withMessageContaining("trigger touched")
				.withMessageContaining("GRANT SET ON PARAMETER session_replication_role TO \"" + leader + "\"")
				.withMessageContaining("backfill.fire-user-triggers");
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(successor::expand)
				.withMessageContaining("trigger touched");
			assertThat(changes(database)).isZero();
			database.jdbc().sql("grant set on parameter session_replication_role to " + leader).update();
			successor.expand();
		}
		finally {
			revokeSilencing(database, leader);
		}
		assertThat(changes(database)).isZero();
	}

	@Test
	void aLeaderThatMayLetTriggersFireResumesWhatAnotherOneBegan(TestDatabase database) {
		String leader = database.createRole();
		Release release = installed(database, leader,
				TABLE + TOUCH + "create trigger touched before update on t for each row execute function touch()")
			.lettingTriggersFire();
		database.jdbc().sql("grant set on parameter session_replication_role to " + leader).update();
		try (VersionedSchema second = release.second((event) -> revokeSilencing(database, leader))) {
			second.expand();
		}
		assertThat(changes(database)).isEqualTo(20);
	}

	private static void revokeSilencing(TestDatabase database, String leader) {
		database.jdbc().sql("revoke set on parameter session_replication_role from " + leader).update();
	}

	@Test
	void whoAcceptsItIsWarned(TestDatabase database) {
		Release release = installed(database, database.createRole(),
				TABLE + TOUCH + "create trigger touched before update on t for each row execute function touch()")
			.lettingTriggersFire();
		assertThat(warnings(release)).singleElement().asString().contains("trigger touched");
		release.run(Transition.EXPAND);
		assertThat(changes(database)).isEqualTo(20);
	}

	@ParameterizedTest
	@ValueSource(strings = { "create trigger touched before update of b on t for each row execute function touch()",
			"create trigger touched before update on t for each row when (old.b is distinct from new.b) execute function touch()",
			"create trigger touched before update on t for each row when (old.b <> new.b or old.id <> new.id) execute function touch()",
			"create trigger touched before update on t for each row when (old.name is distinct from new.name) execute function touch()",
			"create trigger touched before insert on t for each row execute function touch()",
			"create trigger touched before update on t for each row execute function touch(); alter table t disable trigger touched" })
	void aTriggerThatFillingDoesNotFireIsNothingToSay(String trigger, TestDatabase database) {
		Release release = installed(database, database.createRole(), TABLE + TOUCH + trigger);
		assertThat(warnings(release)).isEmpty();
		release.run(Transition.EXPAND);
		assertThat(changes(database)).isZero();
	}

	@Test
	void aTriggerThatOnlyJudgesIsNoHindrance(TestDatabase database) {
		Release release = installed(database, database.createRole(), TABLE + """
				create function judge() returns trigger language plpgsql as
					$$begin if new.a < 0 then raise exception 'an update: no'; end if; return new; end$$;
				create trigger judged before update on t for each row execute function judge()""");
		assertThat(warnings(release)).singleElement().asString().contains("trigger judged");
		release.run(Transition.EXPAND);
	}

	@Test
	void aRuleIsNamedBeforeAnythingChanges(TestDatabase database) {
		Release release = installed(database, database.createRole(),
				TABLE + "create rule watched as on update to t do also select 1");
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(second::expand)
				.withMessageContaining("02_new.yaml:2 operation 1 (alter_column)")
				.withMessageContaining("rule watched on t would be applied to every row that is filled")
				.withMessageContaining("backfill.fire-user-triggers");
		}
		assertThat(database.jdbc()
			.sql("select count(*) from pg_trigger where tgrelid = 't'::regclass")
			.query(Long.class)
			.single()).isZero();
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aRuleThatSqlOfTheMigrationDropsIsNoHindrance(boolean before, TestDatabase database) {
		String drop = "- sql: {up: drop rule watched on t, down: create rule watched as on update to t do also select 1}";
		Release release = installed(database, database.createRole(),
				TABLE + "create rule watched as on update to t do also select 1",
				before ? drop + "\n" + CHANGE : CHANGE + "\n" + drop);
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		assertThat(database.jdbc().sql("select pg_typeof(a)::text from t limit 1").query(String.class).single())
			.isEqualTo("bigint");
	}

	@Test
	void aRuleThatSqlOfTheMigrationCreatesIsNamed(TestDatabase database) {
		Release release = installed(database, database.createRole(), TABLE,
				"- sql: {up: create rule watched as on update to t do also select 1, down: drop rule watched on t}\n"
						+ CHANGE);
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(second::expand)
				.withMessageContaining("rule watched on t would be applied");
		}
	}

	@Test
	void aSuperuserIsToldOfTriggersThatFireAlways(TestDatabase database) {
		Release release = Release.installed(database, new Change("always", TABLE + TOUCH + """
				create trigger touched before update on t for each row execute function touch();
				alter table t enable always trigger touched
				""", CHANGE, List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(second::expand)
				.withMessageContaining("trigger touched")
				.withMessageContaining("ENABLE TRIGGER");
		}
	}

	private static Release installed(TestDatabase database, String leader, String given) {
		return installed(database, leader, given, CHANGE);
	}

	private static Release installed(TestDatabase database, String leader, String given, String change) {
		database.jdbc().sql("grant create on database \"" + database.name() + "\" to " + leader).update();
		database.jdbc().sql("grant all on schema public to " + leader).update();
		return Release.installed(() -> database.dataSource(leader, leader).getConnection(),
				new Change("fired", given, change, List.of(), List.of()));
	}

	private static List<Finding> warnings(Release release) {
		try (VersionedSchema second = release.second()) {
			return second.validate()
				.stream()
				.filter((finding) -> finding.severity() == Severity.WARNING && finding.message().contains("trigger"))
				.toList();
		}
	}

	private static long changes(TestDatabase database) {
		return database.jdbc().sql("select sum(changed) from t").query(Long.class).single();
	}

}
