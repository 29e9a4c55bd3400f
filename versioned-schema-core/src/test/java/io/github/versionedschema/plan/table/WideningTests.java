package io.github.versionedschema.plan.table;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WideningTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "integer | bigint", "integer | int8", "int | INT", "smallint | numeric", "real | float8",
					"character varying(30) | text", "character varying(30) | varchar( 200 )",
					"character varying(30) | varchar", "text | character varying", "citext | citext" })
	void keepsValuesApart(String from, String to) {
		assertThat(Widening.isOne(from, to)).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "bigint | integer", "numeric | bigint", "double precision | real", "integer | real",
					"character varying(30) | varchar(20)", "text | citext", "text | varchar(20)",
					"numeric | numeric(10,2)", "timestamp with time zone | date" })
	void mayMakeValuesEqual(String from, String to) {
		assertThat(Widening.isOne(from, to)).isFalse();
	}

}
