package io.github.versionedschema.migration.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Position;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests how TOML is read.
 */
class TomlFormatTests {

	@ParameterizedTest
	@ValueSource(strings = {
			"a = \"b\" # c\n\n[t]\n  [t.u] # nested\n  x = true\n[[l]]\na='1'\n[[l]]\na='2'\n[l.m]\nb='3'",
			"[[a]]\n[[a.b]]\nc = \"1\"\n[[a.b]]\nc = \"2\"\n[[a]]\nb = []\n",
			"\"quoted key\".'and one more'.bare-1_A = 'x'\n\"quoted key\".other = 'y'\n[a.\"b.c\". d ]\ne='f'\n[a]\ng='h'",
			"a = \"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"\nb = 'C:\\x'\nc = ''\nd = \"\"",
			"a = \"\"\"\none\n  two \"\" \\\"\"\" \\\n\n   joined\"\"\"\"\"\nb = '''\nthree\\\n'' four'''\nc = \"\"\"\"\"\"",
			"a = [ 'x', # one\n  [ 'y', ], \n\n { b = 'c', d.e = 'f' } ,\n]\nb = {}\nc = [[], [{}]]",
			"a.b.c = 'd'\na.b.e = 'f'\n[g]\nh.i = 'j'\n[g.h.k]\nl = 'm'", "a = 'b'\r\nc = '''\r\nd\r\n'''\r\n" })
	void readsWhatJacksonReads(String toml) {
		JsonNode expected = new TomlMapper().readTree(toml.replace("\r\n", "\n"));
		assertThat(read(toml).toJson()).isEqualTo(expected);
	}

	@Test
	void keepsNumbersAsTheyAreWritten() {
		assertThat(read("a = [1, +1_000, -0.50, 6.02e+23, 0xFf, 0o17, 0b1_0, true, false]").toJson().toString())
			.isEqualTo("{\"a\":[\"1\",\"+1_000\",\"-0.50\",\"6.02e+23\",\"0xFf\",\"0o17\",\"0b1_0\",true,false]}");
	}

	@Test
	void knowsWhereKeysAndValuesAre() {
		Fields file = (Fields) read("""
				name = "x"
				  [[actions]]
				type = "a"
				[actions . column]
				default = '''
				1'''
				b.c = [
				  { d = 1 }]
				""");
		assertThat(position(file, "name")).isEqualTo(List.of(new Position(1, 1), new Position(1, 8)));
		assertThat(position(file, "actions")).isEqualTo(List.of(new Position(2, 5), new Position(2, 3)));
		Fields action = (Fields) ((Items) value(file, "actions")).items().get(0);
		assertThat(action.position()).isEqualTo(new Position(2, 3));
		assertThat(position(action, "column")).isEqualTo(List.of(new Position(4, 12), new Position(4, 1)));
		Fields column = (Fields) value(action, "column");
		assertThat(position(column, "default")).isEqualTo(List.of(new Position(5, 1), new Position(5, 11)));
		Fields dotted = (Fields) value(column, "b");
		assertThat(position(dotted, "c")).isEqualTo(List.of(new Position(7, 3), new Position(7, 7)));
		Fields inline = (Fields) ((Items) value(dotted, "c")).items().get(0);
		assertThat(position(inline, "d")).isEqualTo(List.of(new Position(8, 5), new Position(8, 9)));
	}

	@ParameterizedTest
	@MethodSource
	void saysWhatIsWrongAndWhere(String toml, List<String> expected) {
		List<Problem> found = new ArrayList<>();
		new TomlFormat().read(toml, new FileProblems("1.toml", null, found));
		assertThat(found).extracting(Problem::toString).containsExactlyElementsOf(expected);
	}

	static Stream<Arguments> saysWhatIsWrongAndWhere() {
		return Stream.of(wrong("a = 'b'\n a = 'c'", "1.toml:2:2: the key 'a' is given twice, first in line 1"),
				wrong("a.b = 'c'\na = 'd'", "1.toml:2:1: the key 'a' is given twice, first in line 1"),
				wrong("[a]\nb = 'c'\n[a]\nb = 'd'", "1.toml:3:2: the key 'a' is given twice, first in line 1"),
				wrong("[a]\n[[a]]\nb = 'd'", "1.toml:2:3: the key 'a' is given twice, first in line 1"),
				wrong("a = []\n[[a]]\nb = 'd'", "1.toml:2:3: the key 'a' is given twice, first in line 1"),
				wrong("a = {}\n[a.b]\nc = 'd'", "1.toml:2:2: the key 'a' is given twice, first in line 1"),
				wrong("a = { b = 'c', b = 'd' }", "1.toml:1:16: the key 'b' is given twice, first in line 1"),
				wrong("[a]\nb = 'c'\n[d]\n[a.b.e]", "1.toml:4:4: the key 'b' is given twice, first in line 2"),
				wrong("[a.b]\n[a]\nb.c = 'd'", "1.toml:3:1: the key 'b' is given twice, first in line 1"),
				wrong("[[a]]\n[[a.b]]\n[a.b]", "1.toml:3:4: the key 'b' is given twice, first in line 2"),
				wrong("a", "1.toml:1:2: not valid TOML: expected '=', and found the end of the file"),
				wrong("a: 'b'", "1.toml:1:2: not valid TOML: expected '=', and found ':'"),
				wrong("a = \nb = 'c'", "1.toml:1:5: not valid TOML: expected a value, and found the end of the line"),
				wrong("= 'c'", "1.toml:1:1: not valid TOML: expected a key, and found '='"),
				wrong("a = 'b' c = 'd'", "1.toml:1:9: not valid TOML: expected the end of the line, and found 'c'"),
				wrong("[a\n]", "1.toml:1:3: not valid TOML: expected ']', and found the end of the line"),
				wrong("[[a]\n", "1.toml:1:4: not valid TOML: expected ']]', and found ']'"),
				wrong("a = [ 'b'\n  'c' ]", "1.toml:2:3: not valid TOML: expected ',' or ']', and found '''"),
				wrong("a = { b = 'c'",
						"1.toml:1:14: not valid TOML: expected ',' or '}', and found the end of the file"),
				wrong("\n a = \"b\n", "1.toml:2:6: not valid TOML: the text that begins here has no closing quotes"),
				wrong("a = '''\nb''\n", "1.toml:1:5: not valid TOML: the text that begins here has no closing quotes"),
				wrong("a = 'b\n'", "1.toml:1:5: not valid TOML: the text that begins here has no closing quotes"),
				wrong("a = \"\\d+\"",
						"1.toml:1:6: not valid TOML: '\\d' is no escape; write a backslash as '\\\\', or the text in single quotes"),
				wrong("a = \"b\\\nc\"",
						"1.toml:1:8: not valid TOML: expected an escape, and found the end of the line"),
				wrong("a = \"\"\"\nb\\ c\"\"\"",
						"1.toml:2:2: not valid TOML: '\\ ' is no escape; write a backslash as '\\\\', or the text in single quotes"),
				wrong("a = \"x\\u12g4\"",
						"1.toml:1:7: not valid TOML: an escape must have 4 hexadecimal digits of a character"),
				wrong("a = \"\\ud800\"",
						"1.toml:1:6: not valid TOML: an escape must have 4 hexadecimal digits of a character"),
				wrong("a = \"\\u0000\"",
						"1.toml:1:5: the text contains a NUL character, which PostgreSQL cannot store"),
				wrong("a = 1979-05-27T07:32:00Z\nb = text\nc = 01",
						"1.toml:1:5: '1979-05-27T07:32:00Z' is not text, a number, true or false. Put it in quotes: \"1979-05-27T07:32:00Z\"",
						"1.toml:2:5: 'text' is not text, a number, true or false. Put it in quotes: \"text\"",
						"1.toml:3:5: '01' is not text, a number, true or false. Put it in quotes: \"01\""),
				wrong("a = " + "[".repeat(600), "1.toml:1:506: not valid TOML: the nesting is deeper than 500"),
				wrong("a.".repeat(600) + "a = 'b'", "1.toml:1:1001: not valid TOML: the nesting is deeper than 500"));
	}

	private static Arguments wrong(String toml, String... problems) {
		return arguments(toml, List.of(problems));
	}

	private static Content read(String toml) {
		List<Problem> problems = new ArrayList<>();
		Content content = new TomlFormat().read(toml, new FileProblems("1.toml", null, problems));
		assertThat(problems).isEmpty();
		assertThat(content).isNotNull();
		return content;
	}

	private static List<Position> position(Fields fields, String key) {
		Field field = fields.find(key);
		return List.of(field.position(), field.value().position());
	}

	private static Content value(Fields fields, String key) {
		return fields.find(key).value();
	}

}
