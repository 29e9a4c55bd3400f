package io.github.versionedschema.mistakes;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests that all mistakes of a migration, a file of the folder {@code several-mistakes},
 * are reported together, each once and at its own operation, and that nothing changes.
 */
@PostgresTest
class SeveralMistakesTests {

	static Stream<CaseFile> files() {
		return CaseFile.all("several-mistakes");
	}

	@ParameterizedTest
	@MethodSource("files")
	void areToldTogetherAndNothingChanges(CaseFile file, TestDatabase database) {
		Release release = Release.installed(database, Change.withoutClients(file));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			InvalidPlanException invalid = catchThrowableOfType(InvalidPlanException.class, second::expand);
			assertThat(invalid.findings()).zipSatisfy(file.texts("findings"),
					(finding, expected) -> assertThat(finding).asString().startsWith("02_new.yaml:" + expected));
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void rowsThatNobodyMayUpdateAreCountedBeforeTheyAreToBeFilled(TestDatabase database) {
		Change change = new Change("not valid", """
				create table t (id int primary key, a int);
				insert into t values (1, 1), (2, -1), (3, -1);
				alter table t add constraint positive check (a > 0) not valid;
				""", "- add_column: {table: t, up: a + 1, column: {name: b, type: int}}", List.of(), List.of());
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			assertThatThrownBy(second::expand).isInstanceOf(RefusedException.class)
				.hasMessageContaining("02_new.yaml:2 operation 1 (add_column): positive: rows of t violate positive")
				.hasMessageContaining("NOT VALID")
				.hasMessageContaining("(2 rows), for example {\"a\": -1, \"id\": 2}");
			assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			database.jdbc().sql("update t set a = 1").update();
			second.expand();
			second.complete(false);
		}
	}

}
