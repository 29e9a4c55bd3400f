package io.github.versionedschema.session.pin;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JdbcUrlTests {

	@ParameterizedTest
	@CsvSource({ "jdbc:postgresql://db:5433/shop?ssl=true&user=me, jdbc:postgresql://db:5433/other?ssl=true&user=me",
			"jdbc:postgresql://[::1]/, jdbc:postgresql://[::1]/other",
			"jdbc:postgresql://db, jdbc:postgresql://db/other", "jdbc:postgresql:shop, jdbc:postgresql:other",
			"jdbc:postgresql:/, jdbc:postgresql:other" })
	void namesAnotherDatabaseOfTheServer(String url, String expected) {
		assertThat(new JdbcUrl(url).withDatabase("other").url()).isEqualTo(expected);
	}

}
