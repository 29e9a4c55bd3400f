package io.github.versionedschema.migration;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.versionedschema.migration.ReadProblems.json;
import static io.github.versionedschema.migration.ReadProblems.problems;
import static io.github.versionedschema.migration.ReadProblems.yaml;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the messages about files that cannot be read as an object.
 */
class MigrationSyntaxProblemsTests {

	@ParameterizedTest(name = "{0} #{index}")
	@MethodSource
	void saysWhatIsWrongAndWhere(String file, String text, List<String> expected) {
		assertThat(problems(new NamedFile(file, text))).containsExactlyElementsOf(expected);
	}

	static Stream<Arguments> saysWhatIsWrongAndWhere() {
		return Stream.of(
				yaml("- drop_table: {name: a}\n",
						"01.yaml:1:1: the file must be an object with the key 'operations', and it is a list"),
				json("null", "01.json:1:1: the file must be an object with the key 'operations', and it is null"),
				yaml("", "01.yaml:1:1: the file is empty. Remove it, or write 'operations' into it"),
				yaml("# nothing yet\n", "01.yaml:1:1: the file is empty. Remove it, or write 'operations' into it"),
				json(" \n ", "01.json:1:1: the file is empty. Remove it, or write 'operations' into it"),
				yaml("operations: []\n---\noperations: []\n",
						"01.yaml:3:1: there is a second document. Write one migration per file"),
				json("{\"operations\": [{\"drop_table\": {\"name\": \"a\"}}]} {}",
						"01.json:1:49: there is a second document. Write one migration per file"),
				json("{\n  \"operations\": [",
						"01.json:2:18: not valid JSON: the file ends before everything in it is closed"),
				json("{\n  \"operations\": [],\n}",
						"01.json:3:1: not valid JSON: Unexpected character ('}' (code 125)): was expecting double-quote to start property name"),
				yaml("operations:\n\t- drop_table: {name: a}\n",
						"01.yaml:2:1: not valid YAML: while scanning for the next token: "
								+ "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
				yaml("operations:\n  - sql: {up: 'SELECT 1}\n",
						"01.yaml:3:1: not valid YAML: while scanning a quoted scalar: found unexpected end of stream"),
				yaml("operations:\n  - sql:\n      up: a: b\n",
						"01.yaml:3:12: not valid YAML: mapping values are not allowed here"),
				yaml("operations:\n  - sql: {up: \"a\\0b\"}\n",
						"01.yaml:2:15: the text contains a NUL character, which PostgreSQL cannot store"),
				json("{\"operations\": [{\"sql\": {\"up\": \"\\ud800\"}}]}",
						"01.json:1:32: the text contains half of a surrogate pair, which is not a character"),
				yaml("operations:\n  - sql: {up: a\u0000b}\n",
						"01.yaml:2:16: the file contains a NUL character. Remove it, or save the file as UTF-8 if it is in another encoding"),
				yaml("operations:\n  - sql: {up: a\u0007b}\n",
						"01.yaml:2:16: the file contains the control character U+0007. Remove it, or save the file as UTF-8 if it is in another encoding"));
	}

}
