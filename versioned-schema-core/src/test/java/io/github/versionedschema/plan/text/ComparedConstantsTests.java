package io.github.versionedschema.plan.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests constants that expressions compare with a column, as PostgreSQL prints them.
 */
class ComparedConstantsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					(s = 'open'::text)                           | ("s" = 'open'::"public"."state")
					((s)::text <> 'it''s'::text)                 | ("s" <> 'it''s'::"public"."state")
					(s = ANY (ARRAY['a'::text, 'b'::text]))      | ("s" = ANY (ARRAY['a'::"public"."state", 'b'::"public"."state"]))
					((s)::text = ANY ((ARRAY['a'::character varying])::text[])) | ("s" = ANY (ARRAY['a'::"public"."state"]))
					('open'::text = s)                           | ('open'::"public"."state" = "s")
					(other = 'open'::text)                       | (other = 'open'::text)
					(note = 's = ''open''::text'::text)          | (note = 's = ''open''::text'::text)
					(lower(s) = 'open'::text)                    | (lower(s) = 'open'::text)
					""")
	void haveTheTypeOfTheColumn(String printed, String now) {
		assertThat(constants().in(printed)).isEqualTo(now);
	}

	@Test
	void areFoundBehindLongConstants() {
		String text = "(note = '%s'::text) AND ".formatted("it''s ".repeat(20_000));
		assertThat(constants().in(text + "(s = 'open'::text)")).startsWith(text).endsWith("::\"public\".\"state\")");
	}

	private static ComparedConstants constants() {
		return ComparedConstants.ofText("s", "public", "state");
	}

}
