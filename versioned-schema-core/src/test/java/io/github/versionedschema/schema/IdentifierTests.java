package io.github.versionedschema.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@PostgresTest
class IdentifierTests {

	private final TestDatabase database;

	IdentifierTests(TestDatabase database) {
		this.database = database;
	}

	@ParameterizedTest
	@ValueSource(strings = { "users", "User", "select", "a b", "a\"b", "\"", "it's", "größe", "名前", "a.b", "\\", "$1",
			"?", ":name", "1st", "--", "a\nb" })
	void quotedNameIsTheName(String name) {
		String quoted = Identifier.quote(name);
		// Not through the driver, which would treat a question mark as a parameter.
		this.database.jdbc()
			.sql("do " + Identifier.literal("begin create table " + quoted + " (" + quoted + " int); end"))
			.update();
		assertThat(this.database.jdbc()
			.sql("select c.relname || '|' || a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid"
					+ " where c.relname = :name and a.attnum = 1")
			.param("name", name)
			.query(String.class)
			.list()).containsExactly(name + "|" + name);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "plain", "it's", "back\\slash", "'\\'", "\\n", "tab\tline\nend", "größe 名前" })
	void literalIsTheText(String text) {
		String sql = "select " + Identifier.literal(text);
		assertThat(this.database.jdbc().sql(sql).query(String.class).single()).isEqualTo(text);
	}

	@Test
	void literalIsTheTextWithoutStandardConformingStrings() throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("set standard_conforming_strings = off");
			try (ResultSet row = statement.executeQuery("select " + Identifier.literal("a\\'b\\\\"))) {
				row.next();
				assertThat(row.getString(1)).isEqualTo("a\\'b\\\\");
			}
		}
	}

	@Test
	void qualifiedNameHasBothPartsQuoted() {
		assertThat(Identifier.qualified("pub\"lic", "a.b")).isEqualTo("\"pub\"\"lic\".\"a.b\"");
	}

	@Test
	void refusesWhatNoNameCanBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.quote(""));
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.quote("a\0b"));
		assertThatIllegalArgumentException().isThrownBy(() -> Identifier.literal("a\0b"));
	}

	@Test
	void fitsCountsBytes() {
		assertThat(Identifier.fits("a".repeat(63))).isTrue();
		assertThat(Identifier.fits("a".repeat(64))).isFalse();
		assertThat(Identifier.fits("ä".repeat(31))).isTrue();
		assertThat(Identifier.fits("ä".repeat(32))).isFalse();
	}

	@Test
	void keepsANameThatFits() {
		assertThat(Identifier.truncatedWithHash("a".repeat(63))).isEqualTo("a".repeat(63));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "ä", "名", "😀" })
	void cutsALongNameAtACharacterAndKeepsItDistinct(String character) {
		String first = Identifier.truncatedWithHash(character.repeat(64) + "1");
		String second = Identifier.truncatedWithHash(character.repeat(64) + "2");
		assertThat(first).isNotEqualTo(second).matches("(" + character + ")+_[0-9a-f]{12}");
		assertThat(Identifier.fits(first)).isTrue();
		assertThat(Identifier.fits(character + first)).as("no more is cut than has to be").isFalse();
	}

}
