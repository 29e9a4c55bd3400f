package io.github.versionedschema.migration;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what a checksum depends on. Checksums are stored in databases: no expected value
 * may change.
 */
class ChecksumTests {

	private static final String YAML = """
			description: d
			operations:
			  - add_column:
			      table: users
			      column: {name: age, type: int, nullable: true}
			      up: "0"
			  - create_index: {name: i, columns: [a, b], description: fast}
			""";

	private final MigrationReader reader = new MigrationReader(ExampleOperations.TYPES);

	@Test
	void isTheSameForTheSameContentForEver() {
		assertThat(checksum("01.yaml", YAML))
			.isEqualTo("7d5fa3d54c2f9f6951d6ae5d60ce31b3fa1a4dd6ad1b44b7e3629c5fc23f730c");
	}

	@Test
	void doesNotDependOnWhiteSpaceCommentsOrderOfKeysOrFormat() {
		assertThat(checksum("other.json",
				"""
						{"operations": [
						  {"add_column": {"up": "0", "column": {"nullable": true, "type": "int", "name": "age"}, "table": "users"}},
						  {"create_index": {"columns": {"a": {}, "b": {}}, "description": "fast", "name": "i"}}
						], "description": "d"}
						"""))
			.isEqualTo(checksum("01.yaml", YAML));
		assertThat(checksum("01.yml", "# comment\n"
				+ YAML.replace("true", "True").replace("up: \"0\"", "up:   '0'").replace("[a, b]", "[{column: a}, b]")))
			.isEqualTo(checksum("01.yaml", YAML));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '>', quoteCharacter = '\0', textBlock = """
			int > bigint
			true > false
			[a, b] > [b, a]
			[a, b] > {b: , a: }
			users > Users
			description: d > description: e
			description: d > version_schema: d
			fast > faster
			"0" > "0 "
			""")
	void dependsOnEverythingElse(String written, String instead) {
		assertThat(YAML).contains(written);
		assertThat(checksum("01.yaml", YAML.replace(written, instead))).isNotEqualTo(checksum("01.yaml", YAML));
	}

	@Test
	void isTheSameForABlankCommentForEver() {
		assertThat(checksum("01.yaml", "operations: [{create_table: {name: t, columns: [], comment: ''}}]"))
			.isEqualTo("d56c20706dbc788f4cf1cb1201784da44fe5fe751da389169d40cbd0b75c3184");
	}

	@Test
	void dependsOnTheOrderOfOperations() {
		assertThat(checksum("01.yaml", "operations: [{drop_table: {name: a}}, {drop_table: {name: b}}]"))
			.isNotEqualTo(checksum("01.yaml", "operations: [{drop_table: {name: b}}, {drop_table: {name: a}}]"));
	}

	private String checksum(String file, String text) {
		return this.reader.read(List.of(new NamedFile(file, text))).get(0).checksum();
	}

}
