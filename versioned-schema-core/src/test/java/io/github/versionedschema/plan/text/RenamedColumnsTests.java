package io.github.versionedschema.plan.text;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests expressions that call columns by other names.
 */
class RenamedColumnsTests {

	private static final RenamedColumns COLUMNS = new RenamedColumns(Map.of("year", "b", "b", "year", "day", "a day"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			year > 3 and not b = 'year'        | "b" > 3 and not "year" = 'year'
			coalesce(year, "b", day::int) is null | coalesce("b", "year", "a day"::int) is null
			case when year in (1, b) then day else -year end | case when "b" in (1, "year") then "a day" else -"b" end
			year(other) = other::year          | year(other) = other::year
			""")
	void getTheirOtherNames(String sql, String now) {
		assertThat(COLUMNS.in(sql)).isEqualTo(now);
	}

	@ParameterizedTest
	@ValueSource(strings = { "year > 3 and not b = 'year'", "coalesce(year, b, day::int) is null",
			"\"year\" between 1 and b" })
	void areCertain(String sql) {
		assertThat(COLUMNS.areCertainIn(sql)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "extract(year from at)", "cast(at as day) = 1", "interval '1' year > at", "year(at) = 1",
			"at::year = 1", "day '1' = at", "at collate b = 'x'", "(at).year = 1" })
	void areNotCertain(String sql) {
		assertThat(COLUMNS.areCertainIn(sql)).isFalse();
	}

}
