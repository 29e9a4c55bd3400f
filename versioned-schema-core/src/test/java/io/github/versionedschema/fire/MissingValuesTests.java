package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.execute.StepFailedException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A version is not published while rows have no value that they should have.
 */
@PostgresTest
class MissingValuesTests {

	private static final Change CHANGE = new Change("kept from being filled", """
			create table t (id int primary key, a int);
			insert into t select n, n from generate_series(1, 20) n;
			create rule quiet as on update to t do instead nothing;
			alter table t enable always rule quiet;
			""", """
			- alter_column: {table: t, column: a, type: bigint, up: a * 2, down: (a / 2)::int}
			""", List.of(), List.of());

	@Test
	void expandFailsWhereARuleKeepsRowsFromBeingFilledAndGoesOnWithoutIt(TestDatabase database) {
		Release release = Release.installed(database, CHANGE);
		try (VersionedSchema second = release.second()) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(second::expand)
				.withMessageContaining("20 rows of t have no value of _vs_a")
				.withMessageContaining("a rule");
			database.jdbc().sql("drop rule quiet on t").update();
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select sum(a) from t").query(Long.class).single()).isEqualTo(420);
	}

}
