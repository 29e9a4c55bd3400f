package io.github.versionedschema.pending;

import java.util.List;
import java.util.stream.IntStream;

import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which pending migrations become one version.
 */
class StageTests {

	private static final String ADDED = "- add_column: {table: parents, up: lower(code), column: {name: name, type: text}}";

	@ParameterizedTest
	@ValueSource(strings = { "- alter_column: {table: parents, column: name, up: upper(name), down: lower(name)}",
			"- create_table: {name: items, columns: [{name: parent, type: int, references: {name: p, table: parents, column: id}}]}",
			"- create_constraint: {table: parents, name: one_name, type: unique, columns: [name]}",
			"- add_column: {table: items, up: name || code, column: {name: parents, type: text}}",
			"- add_column: {table: items, up: {table: others, value: others.n, where: others.id = items.other}, column: {name: n, type: int}}",
			"- drop_column: {table: others, column: code, down: {table: parents, value: parents.name, where: parents.id = others.id}}",
			"- sql: {up: update parents set name = (select 'x')}" })
	void migrationsAreOneVersionIfNoneReadsRowsThatAnotherChanges(String operations) {
		Stage stage = Stage.first(migrations(ADDED, operations));
		assertThat(stage.migrations()).hasSize(2);
		assertThat(stage.waiting()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"- add_column: {table: items, up: {table: parents, value: parents.name, where: parents.id = items.parent}, column: {name: n, type: text}}",
			"- add_column: {table: items, up: '(select name from parents where id = parent)', column: {name: n, type: text}}",
			"- alter_column: {table: items, column: n, up: '(select count(*) from \"parents\")', down: '0'}",
			"- drop_column: {table: items, column: n, down: '(select count(*) from public.parents)'}",
			"- create_constraint: {table: items, name: c, type: unique, columns: [n], up: {n: (table parents limit 1)}, down: {n: n}}",
			"- create_table: {name: t, columns: [{name: id, type: int, pk: true}], up: {table: parents, values: {id: id}}}" })
	void migrationsThatAnotherReadsBecomeAVersionFirst(String operations) {
		Stage stage = Stage.first(migrations(ADDED, operations));
		assertThat(stage.migrations()).extracting(Migration::name).containsExactly("1");
		assertThat(stage.waiting()).hasToString("2.yaml:2 operation 1 (%s)".formatted(operations.split("\\W+")[1]));
	}

	@Test
	void operationsOfOneMigrationAreNeverDivided() {
		Stage stage = Stage.first(migrations(ADDED
				+ "\n- add_column: {table: items, up: '(select name from parents)', column: {name: n, type: text}}"));
		assertThat(stage.waiting()).isNull();
	}

	@Test
	void aTableIsFollowedUnderItsNames() {
		Stage stage = Stage.first(migrations(ADDED, """
				- rename_table: {from: parents, to: families}
				- add_column: {table: items, up: '(select name from families)', column: {name: n, type: text}}
				"""));
		assertThat(stage.migrations()).hasSize(1);
		assertThat(stage.waiting()).hasToString("2.yaml:3 operation 2 (add_column)");
	}

	@Test
	void valuesOfATableAreComputedOnlyWhenTheTableIsThere() {
		String created = "- create_table: {name: t, columns: [{name: id, type: int, pk: true}, {name: n, type: int}]}";
		assertThat(Stage.first(migrations(created, "- alter_column: {table: t, column: n, type: text, down: n::int}"))
			.migrations()).hasSize(1);
		assertThat(
				Stage.first(migrations(created, "- add_column: {table: t, column: {name: m, type: int}}")).migrations())
			.hasSize(2);
	}

	@Test
	void valuesOfAnEnumChangeOncePerVersion() {
		String renamed = "- alter_type: {name: mood, rename_value: {from: a, to: b}}";
		assertThat(Stage.first(migrations(renamed, "- alter_type: {name: mood, rename_value: {from: c, to: d}}"))
			.migrations()).hasSize(1);
		assertThat(Stage.first(migrations(renamed, "- alter_type: {name: size, rename_value: {from: c, to: d}}"))
			.migrations()).hasSize(2);
	}

	private static List<Migration> migrations(String... operations) {
		return new MigrationReader(Operations.types()).read(IntStream.range(0, operations.length)
			.mapToObj((index) -> NamedFile.migration(String.valueOf(index + 1), operations[index]))
			.toList());
	}

}
