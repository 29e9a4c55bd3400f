package io.github.versionedschema.execute;

import java.util.List;
import java.util.stream.IntStream;

import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static io.github.versionedschema.execute.Plans.step;
import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
public class CheckRunnerTests {

	public static final Source SOURCE = new Source("02_b.yaml", 7, 3, 2, "add_column");

	@Test
	void reportsEveryMistakeWithItsPlaceInTheUsersTextAndChangesNothing(TestDatabase database) {
		database.jdbc().sql("create table t (a int, \"naïve 🙂\" text)").update();
		List<Finding> findings = check(database,
				expression("create function versioned_schema.f() returns int return (", "1", ")"),
				expression("create function versioned_schema.g(a int) returns int return (",
						"versioned_schema.f() + missing", ")"),
				expression("/* 🙂 */ create function versioned_schema.h(a int) returns int return (",
						"'🙂' || a || nothing", ")"),
				new Check("the table", "create table t (a int)", -1, SOURCE),
				new Check("the SQL", "create table u (a int); alter table u add b typo", 0, SOURCE));
		assertThat(findings).extracting(Finding::toString)
			.containsExactly(
					"02_b.yaml:7 operation 2 (add_column): the expression: column \"missing\" does not exist, at character 24: \"missing)\".",
					"02_b.yaml:7 operation 2 (add_column): the expression: column \"nothing\" does not exist, at character 13: \"nothing)\".",
					"02_b.yaml:7 operation 2 (add_column): the table: relation \"t\" already exists.",
					"02_b.yaml:7 operation 2 (add_column): the SQL: type \"typo\" does not exist, at character 45: \"typo\".");
		assertThat(
				database.jdbc().sql("select to_regnamespace('versioned_schema') is null").query(Boolean.class).single())
			.isTrue();
	}

	/** Together they would form one valid statement. */
	@Test
	void findsMistakesThatWouldCompleteEachOther(TestDatabase database) {
		assertThat(check(database, expression("select (", "1 || 'a", ")"), expression("select (", "1 || 'a", ")")))
			.hasSize(1)
			.allSatisfy((finding) -> assertThat(finding.message()).contains("unterminated"));
		assertThat(check(database, expression("select (", "1 /* one", ")"), expression("select (", "2 */", ")")))
			.isNotEmpty();
	}

	/** Clients need locks too. */
	@Test
	void stopsBeforeTheLockTableOfTheServerIsFull(TestDatabase database) {
		int room = database.jdbc().sql("""
				select current_setting('max_locks_per_transaction')::int
					* (current_setting('max_connections')::int + current_setting('max_prepared_transactions')::int)
				""").query(Integer.class).single();
		int each = room * 8 / 10 / 600;
		Check[] checks = IntStream.range(0, 700)
			.mapToObj((number) -> new Check("the SQL",
					"select pg_advisory_xact_lock(%d, n) from generate_series(1, %d) n".formatted(number, each), 0,
					SOURCE))
			.toArray(Check[]::new);
		assertThat(check(database, checks)).singleElement().satisfies((finding) -> {
			assertThat(finding.message()).contains("600 of 700 checks");
			assertThat(finding.advice()).contains("Split the migration");
		});
	}

	@Test
	void findsSqlThatWouldEndTheTransaction(TestDatabase database) {
		Plan plan = Plans.of(step("one", Phase.EXPAND, new Action.UserSql("""
				create function f() returns int language sql begin atomic select 1; end;
				create function g() returns int language plpgsql as $$ begin commit; return 1; end $$;
				savepoint here; rollback to here;
				-- now
				Commit;
				""")));
		try (Conductor conductor = new Conductor(database)) {
			assertThat(runner(database, conductor).run(plan)).singleElement()
				.satisfies((finding) -> assertThat(finding.message()).contains("02_b.yaml:1 operation 1 (sql)")
					.contains("\"Commit\""));
		}
	}

	private static List<Finding> check(TestDatabase database, Check... checks) {
		Plan empty = Plans.of();
		Plan plan = new Plan("public", null, null, "02_b", "public_02_b", false, empty.migrations(), List.of(checks),
				List.of(), List.of(), List.of());
		try (Leadership session = new Leader(database.dataSource()::getConnection, "public", Conductor.LOCKS)
			.look(new StopSignal())) {
			return new CheckRunner(session, database.dataSource()::getConnection, Conductor.LOCKS, (event) -> {
			}).run(plan);
		}
	}

	private static CheckRunner runner(TestDatabase database, Conductor conductor) {
		return new CheckRunner(conductor.leadership, database.dataSource()::getConnection, Conductor.LOCKS, (event) -> {
		});
	}

	private static Check expression(String before, String expression, String after) {
		return new Check("the expression", before + expression + after, before.length(), SOURCE);
	}

}
