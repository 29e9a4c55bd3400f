package io.github.versionedschema.scripts;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.kills.KilledLeaderChange;
import io.github.versionedschema.kills.Undisturbed.State;
import io.github.versionedschema.kills.Undisturbed;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.PlanScript;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the text of a plan before it runs.
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

	private static final Pattern CONCURRENT = Pattern.compile("^(?=(CREATE|CREATE UNIQUE|DROP) INDEX CONCURRENTLY)",
			Pattern.MULTILINE);

	@Test
	void theScriptOfExpandIsSqlThatTheServerTakes(TestDatabase database) throws SQLException {
		String script = PlanScript.of(plan(database, OPERATIONS));
		assertThat(part(script, "EXPAND")).contains("-- 1. ", "lock: ACCESS EXCLUSIVE on t",
				"from: 02_new.yaml:2 operation 1", "CREATE INDEX CONCURRENTLY", "in batches of pages");
		assertThat(script).contains("-- ==== ABORT", "DROP INDEX CONCURRENTLY IF EXISTS", "drop table u;\n");
		execute(database, part(script, "EXPAND"));
		assertThat(database.jdbc()
			.sql("select string_agg(a, ',' order by id) from public_02_new.t")
			.query(String.class)
			.single()).isEqualTo("x,y");
	}

	/**
	 * Compares rows, tables, indexes, views and all other objects of the schemas of both
	 * versions.
	 */
	@ParameterizedTest
	@MethodSource("changes")
	void theScriptsLeadWhereTheTransitionsLead(Change change, TestDatabase database) throws SQLException {
		Undisturbed expected = Undisturbed.of(change);
		Release release = Release.installed(database, change);
		List<String> functions = functions(database);
		String script;
		try (VersionedSchema second = release.second()) {
			script = PlanScript.of(Objects.requireNonNull(second.plan()));
		}
		execute(database, part(script, "EXPAND"));
		assertThat(State.of(database).differencesFrom(expected.expanded())).as("expand").isEmpty();
		execute(database, part(script, "ABORT"));
		assertThat(State.of(database).differencesFrom(expected.installed())).as("abort").isEmpty();
		assertThat(functions(database)).as("functions after abort").isEqualTo(functions);
		execute(database, part(script, "EXPAND"));
		execute(database, part(script, "COMPLETE"));
		assertThat(State.of(database).differencesFrom(expected.completed())).as("complete").isEmpty();
		assertThat(functions(database)).as("functions after complete").isEqualTo(functions);
	}

	static Stream<Change> changes() {
		return Part.ofThisRun()
			.of(Stream
				.concat(Stream.of(KilledLeaderChange.CHANGE), Change.named("drop table", "widen a referenced identity",
						"change default comment and rules", "split a name"))
				.toList());
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

	/** Returns a part of the script, with the settings at its beginning. */
	private static String part(String script, String name) {
		int start = script.indexOf("-- ==== " + name);
		int end = script.indexOf("-- ==== ", start + 1);
		return script.substring(0, script.indexOf("-- ==== "))
				+ script.substring(start, (end < 0) ? script.length() : end);
	}

	/**
	 * The driver sends several statements in one message, where CONCURRENTLY is not
	 * allowed.
	 */
	private static void execute(TestDatabase database, String sql) throws SQLException {
		try (Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			for (String statements : CONCURRENT.split(sql)) {
				int end = CONCURRENT.matcher(statements).lookingAt() ? statements.indexOf(";\n") + 1 : 0;
				statement.execute(statements.substring(0, end));
				statement.execute(statements.substring(end));
			}
		}
	}

	private static List<String> functions(TestDatabase database) {
		return database.jdbc()
			.sql("select oid::regprocedure::text from pg_proc where pronamespace = 'versioned_schema'::regnamespace order by 1")
			.query(String.class)
			.list();
	}

}
