package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A version replaces, renames or drops a column whose check an older live version added:
 * the table gets that check only when the versions before it are removed.
 */
@PostgresTest
class LateChecksTests {

	private static final String GIVEN = """
			create table items (id int primary key, cents int not null default 5, most int not null default 1000000);
			insert into items select n, n * 10 from generate_series(1, 30) n;
			""";

	private static final String CHECK = "- alter_column: {table: items, column: cents, check: {name: sane, constraint: cents > 0 and cents < most}}";

	private static final String TYPE = "- alter_column: {table: items, column: cents, type: bigint, up: cents, down: cents::int}";

	@Test
	void onlyClientsOfNewerVersionsKeepTheCheck(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, GIVEN);
		releases.expand(CHECK);
		releases.expand(TYPE);
		try (Connection one = releases.attached("v1");
				Connection two = releases.attached("v2");
				Connection three = releases.attached("v3")) {
			one.createStatement().execute("update items set cents = -1 where id = 1");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> two.createStatement().execute("update items set cents = -1 where id = 2"))
				.withMessageContaining("sane");
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> three.createStatement().execute("update items set cents = -1 where id = 2"))
				.withMessageContaining("sane");
			one.createStatement().execute("update items set cents = 1 where id = 1");
		}
		releases.complete();
		try (Connection three = releases.attached("v3")) {
			assertThatExceptionOfType(SQLException.class)
				.isThrownBy(() -> three.createStatement().execute("update items set cents = -1 where id = 2"))
				.withMessageContaining("sane");
		}
	}

	@Test
	void severalMigrationsOfOneReleaseMayAddTheCheckAndReplaceTheColumn(TestDatabase database) {
		CatalogueSnapshot direct;
		try (TestDatabase other = database.server().createDatabase()) {
			Releases.direct(other, GIVEN, List.of(CHECK, TYPE));
			direct = CatalogueSnapshot.of(other, "public");
		}
		Releases releases = Releases.installed(database, GIVEN);
		releases.add(CHECK);
		releases.expand(TYPE);
		releases.complete();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(direct);
	}

}
