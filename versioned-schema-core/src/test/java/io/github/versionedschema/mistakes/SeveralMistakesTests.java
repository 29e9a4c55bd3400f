package io.github.versionedschema.mistakes;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that all mistakes are reported together, each at its own operation, and that
 * nothing changes.
 */
@PostgresTest
class SeveralMistakesTests {

	private static final String GIVEN = "create table t (id int primary key, a text);";

	@Test
	void allMistakesAreToldAndNothingChanges(TestDatabase database) {
		Change change = new Change("mistakes", GIVEN, """
				- add_column: {table: t, up: "upper(b)", column: {name: c, type: text}}
				- alter_column: {table: t, column: a, type: int, up: "a"}
				- sql: {up: "creat table x (id int)"}
				- sql: {up: "insert into t vales (1)"}
				- add_column: {table: t, column: {name: d, type: textt, nullable: true}}
				""", List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand).isInstanceOf(InvalidPlanException.class)
				.hasMessageContaining("02_new.yaml:2 operation 1 (add_column)")
				.hasMessageContaining("column \"b\" does not exist")
				.hasMessageContaining("02_new.yaml:3 operation 2 (alter_column)")
				.hasMessageContaining("02_new.yaml:4 operation 3 (sql)")
				.hasMessageContaining("02_new.yaml:5 operation 4 (sql)")
				.hasMessageContaining("textt");
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void theServerJudgesTheOtherOperationsWhenThePlannerRefusesOne(TestDatabase database) {
		Change change = new Change("mistakes", GIVEN + "create index t_a on t (lower(a))", """
				- alter_column: {table: t, column: a, type: "varchr(10)"}
				- drop_column: {table: tt, column: a}
				- add_column: {table: t, up: "upper(b)", column: {name: c, type: text, nullable: true}}
				- alter_column: {table: t, column: id, check: {name: positive, constraint: "idd > 0"}}
				- create_index: {table: t, name: t_c, columns: [{column: c}]}
				""", List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand)
				.isInstanceOfSatisfying(InvalidPlanException.class, (invalid) -> assertThat(invalid.findings())
					.extracting((finding) -> finding.source().line() + " " + finding.message())
					.satisfiesExactly((type) -> assertThat(type).startsWith("2 ").contains("\"varchr\""),
							(table) -> assertThat(table).startsWith("3 ").contains("no table \"tt\""),
							(up) -> assertThat(up).startsWith("4 ").contains("column \"b\" does not exist"),
							(check) -> assertThat(check).startsWith("5 ").contains("column \"idd\" does not exist")));
		}
	}

	@Test
	void everyMistakeOfANewTableIsTold(TestDatabase database) {
		Change change = new Change("mistakes", GIVEN, """
				- create_table:
				    name: u
				    columns:
				      - {name: id, type: intt, pk: true}
				      - {name: a, type: int, default: "'x'", check: {name: positive, constraint: e > 0}}
				      - {name: b, type: textt, unique: true}
				      - {name: a, type: text}
				      - {name: t, type: int, references: {name: to_t, table: tt, column: id}}
				    constraints:
				      - {name: once, type: unique, columns: [c]}
				      - {name: rule, type: check, check: "nope(a)"}
				      - {name: nothing, type: foreign_key, columns: [t]}
				- create_index: {table: u, name: u_d, columns: [d]}
				- add_column: {table: u, column: {name: f, type: floatt}}
				""", List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand)
				.isInstanceOfSatisfying(InvalidPlanException.class, (invalid) -> assertThat(invalid.findings())
					.extracting((finding) -> finding.source().line() + " " + finding.message())
					.satisfiesExactlyInAnyOrder(
							(column) -> assertThat(column).isEqualTo("2 Table \"u\" already has a column \"a\"."),
							(key) -> assertThat(key).isEqualTo("2 There is no table \"tt\" in schema \"public\"."),
							(unique) -> assertThat(unique).isEqualTo("2 Table \"u\" has no column \"c\"."),
							(key) -> assertThat(key)
								.isEqualTo("2 Foreign key \"nothing\" does not say what it references."),
							(type) -> assertThat(type).isEqualTo("2 column id: type \"intt\" does not exist."),
							(value) -> assertThat(value)
								.isEqualTo("2 column a: invalid input syntax for type integer: \"x\"."),
							(type) -> assertThat(type).isEqualTo("2 column b: type \"textt\" does not exist."),
							(check) -> assertThat(check).isEqualTo("2 check positive: column \"e\" does not exist."),
							(check) -> assertThat(check).startsWith("2 constraint rule: function nope(text)"),
							(index) -> assertThat(index).isEqualTo("14 Table \"u\" has no column \"d\"."),
							(added) -> assertThat(added).startsWith("15 ").contains("type \"floatt\"")));
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void anExpressionSpeaksAboutOneRow(TestDatabase database) {
		Change change = new Change("mistakes", GIVEN,
				"""
						- add_column: {table: t, up: max(id), column: {name: b, type: int, nullable: true}}
						- add_column: {table: t, up: "(select count(t.id) from generate_series(1, 2))", column: {name: c, type: bigint}}
						- add_column: {table: t, up: row_number() over (order by id), column: {name: d, type: bigint}}
						- alter_column: {table: t, column: a, type: bigint, up: "generate_series(1, id)", down: count(*)::text}
						- create_table: {name: u, columns: [{name: id, type: int, pk: true}, {name: n, type: int}]}
						- alter_column: {table: u, column: n, type: bigint, up: sum(n), down: n::int}
						- add_column: {table: t, up: "(select max(id + n) from generate_series(1, 2) n)", column: {name: right, type: int}}
						""",
				List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand)
				.isInstanceOfSatisfying(InvalidPlanException.class, (invalid) -> assertThat(invalid.findings())
					.extracting((finding) -> finding.source().line() + " " + finding.message())
					.containsExactly(
							"2 \"up\", which is computed row by row: aggregate functions are not allowed in WHERE, at character 1: \"max(id)\".",
							"3 \"up\", which is computed row by row: aggregate functions are not allowed in WHERE, at character 9: \"count(t.id) from generate_series(1, 2))\".",
							"4 \"up\", which is computed row by row: window functions are not allowed in WHERE, at character 1: \"row_number() over (order by id)\".",
							"5 \"up\", which is computed row by row: set-returning functions are not allowed in WHERE, at character 1: \"generate_series(1, id)\".",
							"5 \"down\", which is computed row by row: aggregate functions are not allowed in WHERE, at character 1: \"count(*)::text\".",
							"7 alter column n of new table u: aggregate functions are not allowed in WHERE."));
		}
	}

	@Test
	void rowsThatNobodyMayUpdateAreCountedBeforeTheyAreToBeFilled(TestDatabase database) {
		Change change = new Change("not valid", """
				create table t (id int primary key, a int);
				insert into t values (1, 1), (2, -1), (3, -1);
				alter table t add constraint positive check (a > 0) not valid;
				""", "- add_column: {table: t, up: a + 1, column: {name: b, type: int}}", List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand).isInstanceOf(RefusedException.class)
				.hasMessageContaining("02_new.yaml:2 operation 1 (add_column): positive: rows of t violate positive")
				.hasMessageContaining("NOT VALID")
				.hasMessageContaining("(2 rows), for example {\"a\": -1, \"id\": 2}");
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			database.jdbc().sql("update t set a = 1").update();
			second.expand();
			second.complete(false);
		}
	}

	@Test
	void mistakesOfThePlannerAreToldTogether(TestDatabase database) {
		Change change = new Change("mistakes", GIVEN, """
				- drop_column: {table: tt, column: a}
				- rename_column: {table: t, from: aa, to: b}
				- add_column: {table: t, column: {name: a, type: text}}
				- drop_index: {name: nope}
				""", List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand).isInstanceOf(InvalidPlanException.class)
				.hasMessageContaining("There is no table \"tt\"")
				.hasMessageContaining("Did you mean \"t\"?")
				.hasMessageContaining("has no column \"aa\"")
				.hasMessageContaining("already has a column \"a\"")
				.hasMessageContaining("no index \"nope\"");
		}
	}

}
