package io.github.versionedschema.fire;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.PlanScript;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a plan says before it runs.
 */
@PostgresTest
class PlanScriptTests {

	private static final String GIVEN = "create table t (id int primary key, a text); insert into t values (1, 'x'), (2, 'y')";

	private static final String OPERATIONS = """
			- alter_column: {table: t, column: a, type: varchar, up: "a", down: "a -- same"}
			- create_index: {table: t, name: t_a, columns: [{column: a}]}
			- sql: {up: "create table u (id int) -- another", down: "drop table u;"}
			- add_column: {table: t, column: {name: b, type: int, nullable: true}}
			""";

	@Test
	void theScriptOfExpandIsSqlThatTheServerTakes(TestDatabase database) throws SQLException {
		Plan plan = plan(database, OPERATIONS);
		String script = PlanScript.of(plan);
		String expand = script.substring(0, script.indexOf("-- ==== COMPLETE"));
		assertThat(expand).contains("-- 1. ", "lock: ACCESS EXCLUSIVE on t", "from: 02_new.yaml:2 operation 1",
				"CREATE INDEX CONCURRENTLY", "in batches of pages");
		assertThat(script).contains("-- ==== ABORT", "DROP INDEX CONCURRENTLY IF EXISTS", "drop table u;\n");
		for (String statements : expand.split("(?=CREATE INDEX CONCURRENTLY)")) {
			int end = statements.startsWith("CREATE INDEX") ? statements.indexOf(';') + 1 : 0;
			execute(database, statements.substring(0, end));
			execute(database, statements.substring(end));
		}
		assertThat(database.jdbc()
			.sql("select string_agg(a, ',' order by id) from public_02_new.t")
			.query(String.class)
			.single()).isEqualTo("x,y");
	}

	@Test
	void aNoteNamesItsOwnOperation(TestDatabase database) {
		List<Finding> findings = plan(database, """
				- create_index: {table: t, name: t_a, columns: [{column: a}]}
				- alter_column: {table: t, column: id, type: bigint}
				- create_index: {table: t, name: t_b, columns: [{column: a}]}
				""").findings();
		assertThat(findings).isNotEmpty().allSatisfy((finding) -> assertThat(finding.source().index()).isEqualTo(2));
	}

	@Test
	void whatUnattachedSessionsSeeIsSaid(TestDatabase database) {
		assertThat(plan(database, OPERATIONS).findings()).extracting(Finding::message)
			.anySatisfy((message) -> assertThat(message)
				.startsWith("Until complete, sessions that attach to no version see t with _vs_a, b"));
	}

	private static Plan plan(TestDatabase database, String operations) {
		Release release = Release.installed(database, new Change("plan", GIVEN, operations, List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			return second.plan();
		}
	}

	private static void execute(TestDatabase database, String sql) throws SQLException {
		if (!sql.isBlank()) {
			try (Connection connection = database.dataSource().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute(sql);
			}
		}
	}

}
