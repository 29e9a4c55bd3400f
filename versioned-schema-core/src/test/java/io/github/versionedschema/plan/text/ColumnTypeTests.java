package io.github.versionedschema.plan.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests types with collations as users write them.
 */
class ColumnTypeTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0', value = { "text collate \"C\" | text | \"C\"",
			"varchar(20)  COLLATE  \"de-x-icu\" | varchar(20) | \"de-x-icu\"",
			"text[] Collate pg_catalog.\"C\" | text[] | pg_catalog.\"C\"",
			"\"Collate\".word collate \"My\" . \"Own\" | \"Collate\".word | \"My\" . \"Own\"",
			"national character varying(3)/**/collate ucs_basic | national character varying(3)/**/ | ucs_basic" })
	void haveACollation(String written, String name, String collation) {
		assertThat(ColumnType.of(written)).isEqualTo(new ColumnType(name, collation));
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "\"collate\"", "text collate", "text collate \"C\" not null",
			"text collate \"C\"[]", "app.collate" })
	void haveNoCollation(String written) {
		assertThat(ColumnType.of(written)).isEqualTo(new ColumnType(written, null));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "varchar(20) collate \"C\" | character varying(20) COLLATE pg_catalog.\"C\"",
					"text collate app.mine | app.text collate mine", "text collate \"default\" | text",
					"bigserial | bigint" })
	void areOne(String left, String right) {
		assertThat(ColumnType.of(left).isSame(ColumnType.of(right), "app")).isTrue();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\0',
			value = { "text collate \"C\" | text", "text collate \"C\" | text collate \"c\"",
					"text collate app.mine | text collate other.mine", "word collate \"default\" | word" })
	void areNot(String left, String right) {
		assertThat(ColumnType.of(left).isSame(ColumnType.of(right), "app")).isFalse();
	}

	@Test
	void onlyTextsAndTheSameTypeKeepACollation() {
		ColumnType before = new ColumnType("public.word", "\"C\"");
		assertThat(ColumnType.of("varchar(3)[]").following(before).collation()).isEqualTo("\"C\"");
		assertThat(ColumnType.of("public.word").following(before).collation()).isEqualTo("\"C\"");
		assertThat(ColumnType.of("text_size").following(before).collation()).isNull();
		assertThat(ColumnType.of("text collate \"POSIX\"").following(before).collation()).isEqualTo("\"POSIX\"");
	}

}
