package io.github.versionedschema.migration;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static io.github.versionedschema.migration.ReadProblems.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests the messages about files that are invalid as a whole, or together.
 */
class MigrationFilesProblemsTests {

	private final MigrationReader reader = new MigrationReader(ExampleOperations.TYPES);

	@Test
	void refusesFilesThatAreNotInUtf8() {
		byte[] latin1 = "operations:\n  - sql: {up: \u00e4}\n".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(problems(new NamedFile("01.yaml", latin1)))
			.containsExactly("01.yaml:2:15: the file is not encoded in UTF-8. Save it as UTF-8");
	}

	@Test
	void refusesAFileWhoseLastCharacterIsCutOff() {
		byte[] whole = "{\"a\": \"\u20ac".getBytes(StandardCharsets.UTF_8);
		byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
		assertThat(problems(new NamedFile("01.json", cut)))
			.containsExactly("01.json:1:8: the file is not encoded in UTF-8. Save it as UTF-8");
	}

	@Test
	void reportsTheProblemsOfAllFilesInTheOrderOfTheFiles() {
		assertThat(problems(new NamedFile("10_c.json", "{"), new NamedFile("2_b.yaml", "operations: {}"),
				new NamedFile("1_a.yml", "")))
			.containsExactly("1_a.yml:1:1: the file is empty. Remove it, or write 'operations' into it",
					"2_b.yaml:1:1: 'operations' must be a list, and it is an object. "
							+ "Write each operation as an item of its own",
					"10_c.json:1:2: not valid JSON: the file ends before everything in it is closed");
	}

	@Test
	void refusesTwoFilesOfOneName() {
		assertThat(problems(new NamedFile("01.yaml", "operations: [{drop_table: {name: a}}]"),
				new NamedFile("01.json", "{\"operations\": [{\"drop_table\": {\"name\": \"b\"}}]}")))
			.contains("01.yaml: 2 files define the migration '01': Byte array resource [01.json], "
					+ "Byte array resource [01.yaml]. Keep one of them");
	}

	@Test
	void refusesFilesBeforeOneThatStandsForThem() {
		assertThat(problems(new NamedFile("01.yaml", "operations: []"),
				new NamedFile("02.yaml", "{baseline: true, operations: []}")))
			.containsExactly("02.yaml: 'baseline' stands for every migration before it, and there are some: 01.yaml. "
					+ "Remove these files, or leave out 'baseline'");
	}

	@Test
	void refusesTwoMigrationsThatMakeOneVersion() {
		assertThat(problems(new NamedFile("01.yaml", "{version_schema: v1, operations: [{drop_table: {name: a}}]}"),
				new NamedFile("v1.yaml", "operations: [{drop_table: {name: a}}]")))
			.containsExactly("01.yaml: the version 'v1' is made by more than one migration: 01.yaml, v1.yaml. "
					+ "Give each its own 'version_schema', or leave that key out");
	}

	@Test
	void doesNotExpandAliasesWithoutEnd() {
		StringBuilder text = new StringBuilder("operations:\n  - &a0 [x, x, x, x, x, x, x, x, x, x]\n");
		for (int i = 1; i < 20; i++) {
			text.append("  - &a%d [%s]\n".formatted(i,
					String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1)))));
		}
		assertThat(problems(new NamedFile("01.yaml", text.toString())))
			.anyMatch((problem) -> problem.endsWith("the aliases repeat more than 200000 values"));
	}

	@Test
	void refusesNestingWithoutEnd() {
		assertThat(
				problems(new NamedFile("01.yaml", "[".repeat(100_000)), new NamedFile("02.json", "[".repeat(100_000))))
			.hasSize(2)
			.allMatch((problem) -> problem.matches(".*(nesting depth|nesting is deeper).*"));
	}

	@Test
	void listsEveryProblemOnALineOfItsOwn() {
		InvalidMigrationsException exception = catchThrowableOfType(InvalidMigrationsException.class, () -> this.reader
			.read(List.of(new NamedFile("01.yaml", ""), new NamedFile("02.yaml", "operations: {}"))));
		assertThat(exception).hasMessage(
				"""
						Nothing was changed: the migrations have 2 problems
						  01.yaml:1:1: the file is empty. Remove it, or write 'operations' into it
						  02.yaml:1:1: 'operations' must be a list, and it is an object. Write each operation as an item of its own""");
	}

}
