package io.github.versionedschema.scripts;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests values that are added to enums.
 */
@PostgresTest
class EnumValueTests {

	private static final String GIVEN = """
			create type mood as enum ('sad', 'ok');
			create table t (id int primary key, m mood not null default 'ok');
			create function better(m mood) returns mood language sql immutable as $$ select 'ok'::mood $$;
			insert into t values (1, 'sad'), (2, 'ok');
			""";

	private static final String ADDED = """
			- add_column: {table: t, column: {name: first, type: int, nullable: true}}
			- alter_type: {name: mood, add_value: {value: great}}
			- alter_type: {name: mood, add_value: {value: "it's fine", before: ok}}
			- alter_type: {name: mood, add_value: {value: good, before: great}}
			- alter_type: {name: mood, add_value: {value: ok}}
			- add_column: {table: t, column: {name: n, type: mood, default: "'great'"}}
			- add_column: {table: t, column: {name: o, type: mood}, up: "case when better(m) = 'good' then m else 'great' end"}
			- create_table: {name: u, columns: [{name: id, type: int, pk: true}, {name: m, type: mood, default: "'good'"}]}
			- create_index: {name: t_great, table: t, columns: [id], predicate: n = 'great'}
			""";

	@Test
	void laterOperationsUseANewValue(TestDatabase database) {
		Release release = Release.installed(database, new Change("values", GIVEN, ADDED, List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			assertThat(second.plan().findings()).filteredOn((finding) -> finding.severity() == Severity.WARNING)
				.extracting(Finding::message)
				.anySatisfy((message) -> assertThat(message).contains("\"great\"", "abort does not remove it"));
			assertThat(second.plan().findings()).extracting(Finding::message)
				.contains("Type \"mood\" already has the value \"ok\".");
			second.expand();
			assertThat(values(database)).containsExactly("sad", "it's fine", "ok", "good", "great");
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select n || ' ' || o from t").query(String.class).list())
			.containsExactly("great great", "great great");
	}

	@Test
	void abortLeavesTheValueAndTheNextExpandUsesIt(TestDatabase database) {
		Release release = Release.installed(database, new Change("values", GIVEN, ADDED, List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			assertThat(values(database)).containsExactly("sad", "it's fine", "ok", "good", "great");
			second.expand();
			second.complete(false);
		}
		assertThat(values(database)).containsExactly("sad", "it's fine", "ok", "good", "great");
	}

	@Test
	void aTypeOfTheSameChainGetsAValue(TestDatabase database) {
		Release release = Release.installed(database, new Change("new type", GIVEN, """
				- create_type: {name: size, enum: [small]}
				- alter_type: {name: size, add_value: {value: large, after: small}}
				- alter_type: {name: size, add_value: {value: medium, before: large}}
				- add_column: {table: t, column: {name: s, type: size, default: "'medium'"}}
				""", List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select enum_range(null::size)::text").query(String.class).single())
			.isEqualTo("{small,medium,large}");
	}

	private static List<String> values(TestDatabase database) {
		return database.jdbc().sql("select unnest(enum_range(null::mood))::text").query(String.class).list();
	}

}
