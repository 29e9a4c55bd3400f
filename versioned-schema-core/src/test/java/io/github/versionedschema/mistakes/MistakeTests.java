package io.github.versionedschema.mistakes;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatRuntimeException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that typical mistakes are reported with file, line and operation before anything
 * changes, and not only by complete.
 */
@PostgresTest
class MistakeTests {

	private static final String ROWS = CaseFile.sql("mistakes", "tables.sql");

	static Stream<Mistake> mistakes() {
		return Part.ofThisRun()
			.of(CaseFile.all("mistakes").toList())
			.map((file) -> new Mistake(
					new Change(file.name(), file.text("given"), file.migrations().get(0), List.of(), List.of()),
					file.texts("messages")));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("mistakes")
	void isToldBeforeAnythingChanges(Mistake mistake, TestDatabase database) {
		Release release = Release.installed(database, mistake.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			ThrowableAssertAlternative<RuntimeException> refusal = assertThatRuntimeException()
				.isThrownBy(second::expand)
				.withMessageContaining("Nothing was changed")
				.withMessageContaining("02_new.yaml:2 operation 1 (");
			mistake.messages().forEach(refusal::withMessageContaining);
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void isToldOnceForAColumnAndItsDefault(TestDatabase database) {
		Change change = new Change("default of a dropped type", """
				create type mood as enum ('sad', 'ok');
				create table t (id int primary key, m mood default 'ok', label text default 'sad'::mood::text);
				""", "- drop_type: {name: mood}", List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			InvalidPlanException refusal = catchThrowableOfType(InvalidPlanException.class, second::expand);
			assertThat(refusal.findings()).hasSize(2)
				.anyMatch((finding) -> finding.message().contains("column \"m\" of table \"t\" uses it"))
				.anyMatch((finding) -> finding.message().contains("default value for column label of table"));
		}
	}

	@Test
	void isToldAtItsOwnOperationWhateverIsDoneToTheTableAfterwards(TestDatabase database) {
		Change change = new Change("later operations", ROWS + """
				create table watched (id int primary key, a text, b text, c text);
				create function watch() returns trigger language plpgsql as
					'begin new.b := upper(new.b); return new; end';
				create trigger watch before insert on watched for each row execute function watch();
				create table viewed (id int primary key);
				create view v as select n from t;
				create view w as select id from viewed;
				""", """
				- drop_column: {table: t, column: n}
				- alter_column: {table: t, column: a, default: now(x)}
				- add_column: {table: t, column: {name: b, type: positive, nullable: true}}
				- alter_column: {table: t, column: b, default: "-1"}
				- rename_column: {table: watched, from: b, to: d}
				- drop_table: {name: viewed}
				- alter_column: {table: t, column: b, comment: last}
				- create_index: {name: t_a, table: t, columns: [a]}
				- create_index: {name: watched_a, table: watched, columns: [a]}
				""", List.of(), List.of());
		assertThat(mistakes(database, change)).satisfiesExactlyInAnyOrder(
				(view) -> assertThat(view).startsWith("2 ")
					.contains("column \"n\" is dropped", "view public.v depends on it"),
				(generated) -> assertThat(generated).startsWith("2 ")
					.contains("column \"n\" is dropped", "generated column"),
				(function) -> assertThat(function).startsWith("3 the default of a: "),
				(domain) -> assertThat(domain).startsWith("5 the default of b: value for domain positive"),
				(trigger) -> assertThat(trigger).startsWith("6 ").contains("reads column \"b\""),
				(table) -> assertThat(table).startsWith("7 ").contains("view public.w depends on it"));
	}

	@Test
	void isToldOnceWhateverFollowsFromIt(TestDatabase database) {
		Change change = new Change("consequences", ROWS,
				"""
						- add_column: {table: t, column: {name: b, type: int, nullable: false}}
						- create_index: {name: t_b, table: t, columns: [b]}
						- add_column: {table: t, column: {name: c, type: intt, nullable: true}}
						- add_column: {table: t, column: {name: d, type: int, nullable: true, check: {name: more, constraint: d > c}}, up: c + 1}
						- create_index: {name: t_c, table: t, columns: [c], predicate: c > 0}
						- rename_column: {table: t, from: nn, to: number}
						- alter_column: {table: t, column: number, type: bigint}
						- rename_table: {from: tt, to: u}
						- drop_column: {table: u, column: a}
						- alter_column: {table: Order, column: Status, check: {name: text, constraint: '"Status"'}}
						- alter_column: {table: Order, column: id, check: {name: sum, constraint: sum(id) > 0}}
						- add_column: {table: Order, column: {name: e, type: int, nullable: true, pk: true, references: {name: f, table: nowhere, column: id}}}
						- drop_column: {table: Order, column: e}
						- alter_column: {table: t, column: a, type: textt}
						- alter_column: {table: t, column: a, type: text}
						""",
				List.of(), List.of());
		assertThat(mistakes(database, change)).satisfiesExactly(
				(filled) -> assertThat(filled).startsWith("2 Column \"b\" is NOT NULL"),
				(type) -> assertThat(type).isEqualTo("4 column c: type \"intt\" does not exist."),
				(column) -> assertThat(column).startsWith("7 Table \"t\" has no column \"nn\""),
				(table) -> assertThat(table).startsWith("9 There is no table \"tt\""),
				(check) -> assertThat(check).startsWith("11 check text: argument of CHECK must be type boolean"),
				(check) -> assertThat(check).startsWith("12 check sum: aggregate functions are not allowed in check"),
				(key) -> assertThat(key).startsWith("13 A column of a primary key cannot be added"),
				(reference) -> assertThat(reference).startsWith("13 There is no table \"nowhere\""),
				(type) -> assertThat(type).startsWith("15 ").contains("type \"textt\" does not exist"));
	}

	@Test
	void isToldOnceIfANameIsTaken(TestDatabase database) {
		Change change = new Change("taken names", """
				create table t (id int primary key, a int, b text);
				create table u (id int primary key, c int);
				create table v (id int primary key);
				""", """
				- rename_table: {from: u, to: t}
				- rename_column: {table: t, from: c, to: d}
				- create_table: {name: u, columns: [{name: id, type: int, pk: true}]}
				- add_column: {table: u, column: {name: c, type: int, nullable: true}}
				- rename_table: {from: v, to: u}
				- rename_column: {table: v, from: i, to: j}
				""", List.of(), List.of());
		assertThat(mistakes(database, change)).satisfiesExactly(
				(table) -> assertThat(table).startsWith("2 Schema \"public\" already has a table"),
				(column) -> assertThat(column).startsWith("7 Table \"v\" has no column \"i\""));
	}

	@Test
	void isToldOnceIfTheNameOfAColumnIsTaken(TestDatabase database) {
		Change change = new Change("taken names of columns", "create table t (id int primary key, a int, b text);", """
				- rename_column: {table: t, from: a, to: b}
				- alter_column: {table: t, column: b, type: bigint, down: b::int}
				- add_column: {table: t, column: {name: a, type: text, nullable: true}}
				""", List.of(), List.of());
		assertThat(mistakes(database, change))
			.satisfiesExactly((column) -> assertThat(column).startsWith("2 Table \"t\" already has a column \"b\""));
	}

	@Test
	void isToldOnceForARuleWhichCanBeDroppedInTheSameMigration(TestDatabase database) {
		String rule = "create rule logged as on update to t do also insert into log values (new.a::int)";
		String given = "create table t (id int primary key, a int); create table log (a int); %s;".formatted(rule);
		String alter = "- alter_column: {table: t, column: a, type: text, up: a::text, down: a::int}";
		assertThat(mistakes(database, new Change("rule", given, alter, List.of(), List.of()))).satisfiesExactly(
				(message) -> assertThat(message).startsWith("2 ").contains("rule logged on public.t depends on it"));
		try (TestDatabase other = database.server().createDatabase()) {
			String replaced = """
					- sql: {up: drop rule logged on t, down: %1$s}
					%2$s
					- sql: {up: %1$s, onComplete: true}
					""".formatted(rule, alter);
			Release release = Release.installed(other, new Change("rule", given, replaced, List.of(), List.of()));
			try (VersionedSchema second = release.second()) {
				second.expand();
				second.complete(false);
			}
			assertThat(CatalogueSnapshot.of(other, "public").toString()).contains("logged");
		}
	}

	private static List<String> mistakes(TestDatabase database, Change change) {
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			InvalidPlanException invalid = catchThrowableOfType(InvalidPlanException.class, second::expand);
			return invalid.findings()
				.stream()
				.map((finding) -> Objects.requireNonNull(finding.source()).line() + " " + finding.message())
				.toList();
		}
	}

	@Test
	void rulesOverGeneratedColumnsBindTheNewVersion(TestDatabase database) {
		Change change = new Change("generated", ROWS,
				"""
						- alter_column: {table: t, column: g, nullable: false, check: {name: even, constraint: g > -10}}
						- add_column: {table: t, column: {name: h, type: int, nullable: true, generated: {expression: n + 1}, check: {name: small, constraint: h < 10}}}
						""",
				List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			database.jdbc().sql("insert into public_01_old.t (n) values (100)").update();
			database.jdbc().sql("delete from public_01_old.t where n = 100").update();
			String path = "set search_path = public_02_new, public; ";
			assertThatThrownBy(() -> database.jdbc().sql(path + "insert into t (n) values (null)").update())
				.hasMessageContaining("null value in column \"g\"");
			assertThatThrownBy(() -> database.jdbc().sql(path + "update t set n = -6").update())
				.hasMessageContaining("check constraint \"even\"");
			assertThatThrownBy(() -> database.jdbc().sql(path + "update t set n = 9").update())
				.hasMessageContaining("check constraint \"small\"");
			second.complete(true);
		}
	}

	@Test
	void anExpressionMaySpeakOfTheWholeRow(TestDatabase database) {
		Change change = new Change("row", "create table t (id int primary key, a text); insert into t values (1, 'x');",
				"- add_column: {table: t, up: to_jsonb(t.*) - 'id', column: {name: b, type: jsonb}}", List.of(),
				List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(true);
		}
		assertThat(database.jdbc().sql("select b::text from t").query(String.class).single())
			.isEqualTo("{\"a\": \"x\"}");
	}

	@Test
	void anIdentityStaysOneHoweverItsTypeIsWritten(TestDatabase database) {
		Change change = new Change("identity", ROWS,
				"- alter_column: {table: t, column: id, type: BIGINT, down: id::int}", List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(true);
		}
		assertThat(database.jdbc()
			.sql("select data_type || ' ' || is_identity from information_schema.columns where table_name = 't' and column_name = 'id'")
			.query(String.class)
			.single()).isEqualTo("bigint YES");
	}

	@Test
	void aKeyThatIsAddedToANewTableIsOneThatOthersCanReference(TestDatabase database) {
		Change change = new Change("key", ROWS,
				"""
						- create_table: {name: u, columns: [{name: a, type: int}]}
						- add_column: {table: u, column: {name: id, type: int, pk: true}, up: a}
						- create_table: {name: w, columns: [{name: u, type: int, references: {name: to_u, table: u, column: id}}]}
						""",
				List.of(), List.of());
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(true);
		}
		assertThat(database.jdbc()
			.sql("select conrelid::regclass || ' ' || conname from pg_constraint where confrelid = 'u'::regclass or (contype = 'p' and conrelid = 'u'::regclass) order by 1")
			.query(String.class)
			.list()).containsExactly("u u_pkey", "w to_u");
	}

	/**
	 * A migration that cannot work: a file of the folder {@code mistakes}.
	 *
	 * @param change the migration
	 * @param messages the expected messages
	 */
	record Mistake(Change change, List<String> messages) {

		@Override
		public String toString() {
			return this.change.name();
		}

	}

}
