package io.github.versionedschema.plan.text;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests what becomes of an enum in expressions that PostgreSQL prints.
 */
class PrintedEnumTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			(m = 'sad'::mood)           | (m = 'blue'::feeling)
			(m = 'sad'::public.mood)    | (m = 'blue'::feeling)
			(ms @> '{ok,sad}'::mood[])  | (ms @> '{ok,"blue"}'::feeling[])
			((v)::mood = m)             | ((v)::feeling = m)
			(m = 'sad'::other.mood)     | (m = 'sad'::other.mood)
			(v = 'sad'::text)           | (v = 'sad'::text)
			(v = '''sad''::mood'::text) | (v = '''sad''::mood'::text)
			("x::mood" = 'o''k'::mood)  | ("x::mood" = 'o''k'::feeling)
			""")
	void isReplacedWithItsValues(String printed, String now) {
		assertThat(replaced(printed)).isEqualTo(now);
	}

	@Test
	void isFoundBehindLongConstants() {
		String text = "(v = '%s'::text) AND ".formatted("it''s ".repeat(20_000));
		assertThat(replaced(text + "(m = 'sad'::mood)")).isEqualTo(text + "(m = 'blue'::feeling)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
			ARRAY['sad'::mood, 'o''k'::public.mood] | {"sad","o'k"}
			ARRAY['a "b"'::mood]::mood[]            | {"a \\"b\\""}
			'{sad,NULL}'::mood[]                    | {sad,NULL}
			'{sad}'                                 | {sad}
			E'{"\\\\""}'::mood[]                    | {"\\""}
			ARRAY['sad'::mood, f()]                 | none
			array_append(ARRAY['sad'::mood], f())  | none
			'{sad}'::text                           | none
			""")
	void isReadFromConstantArrays(String printed, @Nullable String text) {
		assertThat(PrintedEnum.textOfArray(printed).orElse(null)).isEqualTo(text);
	}

	private static String replaced(String printed) {
		return new PrintedEnum("public", "mood").replacedBy(printed, "feeling",
				(value) -> value.equals("sad") ? "blue" : value);
	}

}
