package io.github.versionedschema.testing.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.VersionedSchemaSettings;
import io.github.versionedschema.migration.MigrationFiles;
import io.github.versionedschema.migration.MigrationFolder;
import io.github.versionedschema.migration.MigrationReader;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.plan.operation.Operations;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Compares a clone of a template with running all migrations, without the start of a
 * context.
 */
@Tag("soak")
@PostgresTest
class CloneMeasurementTests {

	private static final int ROUNDS = 7;

	@Test
	void measure(TestDatabase database, @TempDir Path folder) throws Exception {
		TestDatabases databases = new TestDatabases(() -> database.dataSource().getConnection(),
				(name) -> () -> database.server().dataSource(name).getConnection());
		for (int count : List.of(5, 20, 60)) {
			MigrationSource migrations = migrations(folder, count);
			databases.migrated(VersionedSchemaSettings.of("public"), migrations).close();
			List<Long> clones = new ArrayList<>();
			List<Long> runs = new ArrayList<>();
			for (int round = 0; round < ROUNDS; round++) {
				clones.add(millis(() -> databases.migrated(VersionedSchemaSettings.of("public"), migrations)));
				runs.add(millis(() -> migrate(databases, migrations)));
			}
			System.out.printf("%d migrations: clone %d ms, migrating %d ms, ratio %.1f%n", count, median(clones),
					median(runs), (double) median(runs) / median(clones));
		}
	}

	private static MigrationSource migrations(Path folder, int count) throws Exception {
		for (int i = 1; i <= count; i++) {
			Files.writeString(folder.resolve("%03d_table.yaml".formatted(i)), """
					operations:
					  - create_table:
					      name: table_%1$d
					      columns:
					        - { name: id, type: int, pk: true }
					        - { name: name, type: text, nullable: true }
					  - create_index: { table: table_%1$d, name: table_%1$d_name, columns: { name: {} } }
					""".formatted(i));
		}
		return new MigrationFiles(() -> new MigrationReader(Operations.types()),
				new MigrationFolder(new PathMatchingResourcePatternResolver(), List.of("file:" + folder)));
	}

	private static TemporaryDatabase migrate(TestDatabases databases, MigrationSource migrations) {
		TemporaryDatabase database = databases.initial();
		try (VersionedSchema schema = VersionedSchema
			.builder(VersionedSchemaSettings.of("public"), database.connections(), migrations)
			.build()) {
			schema.expand();
		}
		return database;
	}

	private static long millis(Supplier<TemporaryDatabase> creation) {
		Instant begin = Instant.now();
		try (TemporaryDatabase database = creation.get()) {
			return Duration.between(begin, Instant.now()).toMillis();
		}
	}

	private static long median(List<Long> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}

}
