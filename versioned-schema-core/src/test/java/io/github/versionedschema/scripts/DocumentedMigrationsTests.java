package io.github.versionedschema.scripts;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the examples of {@code docs/migrations.md} and of the pages below it do what
 * the pages say. With {@code -Ddocs.write=true} the tables of their steps are written
 * anew.
 */
@PostgresTest
class DocumentedMigrationsTests {

	static Stream<DocumentedMigration> examples() throws IOException {
		return DocumentedMigration.all();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void takesTheStepsOfItsTableAndCanBeAbortedAndCompleted(DocumentedMigration example, TestDatabase database) {
		Release release = Release.installed(database, example.change());
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second()) {
			String steps = StepsTable.of(Objects.requireNonNull(second.plan()));
			second.expand();
			assertThat(second.verify()).allSatisfy((verification) -> assertThat(verification.rows()).isZero());
			second.abort(false);
			if (example.leavesNoTrace()) {
				assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
			}
			second.expand();
			assertThat(second.complete(false).changed()).isTrue();
			assertThat(CatalogueSnapshot.of(database, "public")).isNotEqualTo(before);
			if (Boolean.getBoolean("docs.write")) {
				example.write(steps);
			}
			else {
				assertThat(example.steps()).isEqualTo(steps);
			}
		}
	}

}
