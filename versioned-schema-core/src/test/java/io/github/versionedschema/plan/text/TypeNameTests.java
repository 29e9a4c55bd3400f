package io.github.versionedschema.plan.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which names are names of one type.
 */
class TypeNameTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "INT | integer", "int8 | bigint", "decimal(4) | numeric( 4 , 0 )",
					"varchar(20) | character varying(20)", "char | character(1)", "float8 | double precision",
					"timestamptz(3) | timestamp(3) with time zone", "time (2) | time(2) without time zone",
					"int4[] | integer[][3]", "timestamp(0)[] | timestamp (0) without  time zone[]",
					"varbit(3) | bit varying(3)", "public.mood | PUBLIC.Mood", "'\"Mood\"' | '\"Mood\"'" })
	void areOne(String left, String right) {
		assertThat(TypeName.canonical(left)).isEqualTo(TypeName.canonical(right));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "integer | bigint", "integer | integer[]", "varchar | varchar(20)", "numeric | numeric(10)",
					"timestamp | timestamptz", "timestamp(3) | timestamp", "'\"Mood\"' | mood", "'\"char\"' | char",
					"character varying | text" })
	void areNot(String left, String right) {
		assertThat(TypeName.canonical(left)).isNotEqualTo(TypeName.canonical(right));
	}

}
