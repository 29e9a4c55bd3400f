package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.migration.lint.Acknowledgement;
import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.operation.Operations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.versionedschema.migration.ReadProblems.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests the keys that acknowledge findings.
 */
class AcknowledgementTests {

	private static final String NATIVE = """
			operations:
			  - sql: {up: select 1}
			  - drop_table: {name: a%s}
			""";

	private static final String RESHAPE = """
			[[actions]]
			type = "remove_table"
			table = "a"
			""";

	private static final Acknowledgement EXPECTED = new Acknowledgement(
			List.of(LintRule.CHANGES_ROWS, LintRule.LOCKS_TABLE), "small");

	private final MigrationReader reader = new MigrationReader(Operations.types());

	@Test
	void belongToOneOperation() {
		List<SourcedOperation> operations = read("01.yaml",
				NATIVE.formatted(", reason: small, acknowledge: [changes_rows, locks_table]"))
			.operations();
		assertThat(operations).extracting(SourcedOperation::acknowledgement).containsExactly(null, EXPECTED);
	}

	@Test
	void mayStandInFilesOfReshape() {
		assertThat(read("01.toml", RESHAPE + "acknowledge = [\"changes_rows\", \"locks_table\"]\nreason = \"small\"")
			.operations()).extracting(SourcedOperation::acknowledgement).containsExactly(EXPECTED);
	}

	@Test
	void mayBeAddedToAFileThatWasApplied() {
		assertThat(read("01.yaml", NATIVE.formatted(", reason: small, acknowledge: [changes_rows]")).checksum())
			.isEqualTo(read("01.yaml", NATIVE.formatted("")).checksum());
		assertThat(read("01.toml", RESHAPE + "acknowledge = [\"changes_rows\"]\nreason = \"small\"").checksum())
			.isEqualTo(read("01.toml", RESHAPE).checksum());
	}

	@ParameterizedTest
	@MethodSource
	void areCheckedWhenTheyAreRead(String keys, String problem) {
		assertThat(problems(new NamedFile("01.yaml", NATIVE.formatted(", " + keys))))
			.containsExactly("01.yaml:3:" + problem);
	}

	static Stream<Arguments> areCheckedWhenTheyAreRead() {
		return Stream.of(
				arguments("acknowledge: [change_rows], reason: x",
						"41 operation 2 (drop_table): unknown rule 'change_rows'. Did you mean 'changes_rows'?"),
				arguments("acknowledge: [changes_rows]",
						"27 operation 2 (drop_table): 'acknowledge' needs a 'reason'. Say why the findings are accepted"),
				arguments("reason: x",
						"27 operation 2 (drop_table): 'reason' belongs to 'acknowledge', which is missing. Name the rules of the findings, as in acknowledge: [changes_rows]"),
				arguments("acknowledge: [], reason: x",
						"27 operation 2 (drop_table): 'acknowledge' names no rule. Leave the key out"),
				arguments("acknowledge: changes_rows, reason: x",
						"40 operation 2 (drop_table): 'acknowledge' must be a list, and it is text"),
				arguments("acknowledge: [changes_rows, changes_rows], reason: x",
						"55 operation 2 (drop_table): the rule 'changes_rows' is given twice"),
				arguments("acknowledge: [1], reason: x",
						"41 operation 2 (drop_table): 'acknowledge[0]' must be text, and it is the number 1. Put it in quotes: \"1\""),
				arguments("acknowledge: [changes_rows], reason: ' '",
						"64 operation 2 (drop_table): 'reason' is blank. Leave the key out, or give it a value"));
	}

	private Migration read(String name, String text) {
		return this.reader.read(List.of(new NamedFile(name, text))).get(0);
	}

}
