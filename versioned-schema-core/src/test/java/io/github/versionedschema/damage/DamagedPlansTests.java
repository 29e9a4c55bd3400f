package io.github.versionedschema.damage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;
import io.github.versionedschema.migration.InvalidMigrationsException;
import io.github.versionedschema.migration.Migration;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.NamedFile;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that damaged files that can still be read are planned or refused, and change
 * nothing. {@code -Ddamage.planned=…} sets how many are planned for each of some valid
 * files.
 */
@PostgresTest
class DamagedPlansTests {

	private static final int PLANNED = Integer.getInteger("damage.planned", 3);

	private final MigrationReader reader = new MigrationReader(Operations.types());

	static Stream<CaseFile> files() {
		return Part.ofThisRun().of(CaseFile.all("changes").toList());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("files")
	void arePlannedOrRefused(CaseFile file, TestDatabase database) {
		String text = ValidFiles.yaml(file.operations());
		database.jdbc().sql(file.text("given")).update();
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		List<String> failures = new ArrayList<>();
		DamagedFiles.from(ValidFiles.YAML.fileName(), List.of(text), 1)
			.flatMap((damaged) -> read(damaged).stream()
				.map((migration) -> failure(damaged, migration, database).stream().toList()))
			.limit(PLANNED)
			.forEach(failures::addAll);
		assertThat(failures).isEmpty();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	private Optional<Migration> read(NamedFile file) {
		try {
			return Optional.of(this.reader.read(List.of(file)).get(0));
		}
		catch (InvalidMigrationsException ex) {
			return Optional.empty();
		}
	}

	private static Optional<String> failure(NamedFile file, Migration migration, TestDatabase database) {
		try (VersionedSchema schema = VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), () -> database.dataSource().getConnection(),
					() -> List.of(migration))
			.build()) {
			schema.plan();
			return Optional.empty();
		}
		catch (RuntimeException ex) {
			SchemaFailure failure = SchemaFailure.find(ex);
			boolean refused = failure != null && failure.kind() == FailureKind.INVALID;
			return refused ? Optional.empty()
					: Optional.of("%s fails with %s%n%s".formatted(file.getDescription(), ex, file.text()));
		}
	}

}
