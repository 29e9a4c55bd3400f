package io.github.versionedschema.plan.text;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests where expressions name the types that a version has for itself.
 */
class NewerTypesTests {

	private static final NewerTypes TYPES = new NewerTypes("public",
			Map.of("channel", "public_v2", "Odd one", "public_v2", "zone", "public_v2"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			a = 'x'::channel                     | a = 'x'::"public_v2"."channel"
			a = cast('x' as channel)             | a = cast('x' as "public_v2"."channel")
			a = channel 'x'                      | a = "public_v2"."channel" 'x'
			a IN (channel 'x', public.channel'y')| a IN ("public_v2"."channel" 'x', "public_v2"."channel"'y')
			coalesce(a, "Odd one" E'x')          | coalesce(a, "public_v2"."Odd one" E'x')
			a = CHANNEL $$x$$ AND b = 'c'        | a = "public_v2"."channel" $$x$$ AND b = 'c'
			case when true then channel 'x' end  | case when true then "public_v2"."channel" 'x' end
			a = "zone" 'x'                       | a = "public_v2"."zone" 'x'
			""")
	void areNamedInCastsAndBeforeStrings(String sql, String expected) {
		assertThat(TYPES.apply(sql)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "channel = 'x'", "t.channel = 'x'", "channel <> 'x'", "other.channel 'x'",
			"now() at time zone 'UTC'", "'channel ''x'''", "channel('x')", "a like channel" })
	void areNotNamedElsewhere(String sql) {
		assertThat(TYPES.apply(sql)).isEqualTo(sql);
	}

}
