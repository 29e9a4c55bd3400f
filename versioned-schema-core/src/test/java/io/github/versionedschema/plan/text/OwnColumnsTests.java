package io.github.versionedschema.plan.text;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which names in expressions are the name of the table.
 */
class OwnColumnsTests {

	private final OwnColumns own = new OwnColumns("app", "t", Set.of("code", "user", "Mixed", "t"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "lower(t.code) | lower(\"code\")", "T.USER = 't.user' | \"user\" = 't.user'",
					"app.t.code = t . \"Mixed\" | \"code\" =     \"Mixed\"", "\"t\".t > 0 |   \"t\" > 0",
					"code -- t.code | code -- t.code" })
	void areLeftOut(String sql, String without) {
		assertThat(this.own.apply(sql).strip()).isEqualTo(without.strip());
	}

	@ParameterizedTest
	@ValueSource(strings = { "t.code(1)", "x::t.code", "other.code", "(t).code", "other.t.code", "t.unknown", "t.*",
			"$$t.code$$" })
	void areOtherNames(String sql) {
		assertThat(this.own.apply(sql)).isEqualTo(sql);
	}

	@Test
	void nothingElseMoves() {
		String sql = "t.code > 1 AND app . t.user <> wrong";
		assertThat(this.own.apply(sql)).hasSameSizeAs(sql).endsWith(" <> wrong");
	}

}
