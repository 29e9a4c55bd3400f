package io.github.versionedschema.mistakes;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.cases.TestFile;
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

	private static final String ROWS = TestFile.of("mistakes/tables.sql").text();

	static Stream<Mistake> mistakes() {
		return Part.ofThisRun().of(CaseFile.all("mistakes").toList()).map(Mistake::of);
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
				.withMessageContaining("02_new.yaml:%s (", mistake.place());
			mistake.messages().forEach(refusal::withMessageContaining);
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void isToldOnceForARuleWhichCanBeDroppedInTheSameMigration(TestDatabase database) {
		String rule = "create rule logged as on update to t do also insert into log values (new.a::int)";
		String given = "create table t (id int primary key, a int); create table log (a int); %s;".formatted(rule);
		String alter = "- alter_column: {table: t, column: a, type: text, up: a::text, down: a::int}";
		Release refused = Release.installed(database, new Change("rule", given, alter, List.of(), List.of()));
		try (VersionedSchema second = refused.second()) {
			InvalidPlanException invalid = catchThrowableOfType(InvalidPlanException.class, second::expand);
			assertThat(invalid.findings()).singleElement()
				.asString()
				.startsWith("02_new.yaml:2 ")
				.contains("rule logged on public.t depends on it");
		}
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
	 * @param place line and number of an operation with a mistake, by default of the
	 * first
	 * @param messages the expected messages
	 */
	record Mistake(Change change, String place, List<String> messages) {

		private static Mistake of(CaseFile file) {
			return new Mistake(Change.withoutClients(file),
					file.needs().containsKey("place") ? file.text("place") : "2 operation 1", file.texts("messages"));
		}

		@Override
		public String toString() {
			return this.change.name();
		}

	}

}
