package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * SQL of the user's own among other operations.
 */
@PostgresTest
class OwnSqlTests {

	private static final String GIVEN = "create table t (id int primary key, a text);";

	@Test
	void operationsBuildOnWhatSqlBeforeThemDefines(TestDatabase database) {
		Change change = new Change("sql first", GIVEN,
				"""
						- sql: {up: "create table extra (id int primary key); create type mood as enum ('sad', 'happy')", down: "drop table extra; drop type mood"}
						- add_column: {table: extra, column: {name: note, type: text, nullable: true}}
						- add_column: {table: t, column: {name: m, type: mood, default: "'sad'"}}
						""",
				List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			second.expand();
			second.complete(false);
			assertThat(database.jdbc().sql("select count(note) from extra").query(Integer.class).single()).isZero();
		}
	}

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
