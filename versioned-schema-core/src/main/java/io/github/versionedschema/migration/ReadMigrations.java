package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.place.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Collects the migrations of a folder and their problems, file by file in the order of
 * application.
 */
final class ReadMigrations {

	private final List<Migration> migrations = new ArrayList<>();

	private final List<Migration> beforeFirstMistake = new ArrayList<>();

	private final List<Problem> problems = new ArrayList<>();

	/**
	 * Adds the result of reading a file.
	 * @param migration the migration, or its part before the first error
	 * @param found the problems of the file
	 */
	void add(@Nullable Migration migration, List<Problem> found) {
		if (migration != null && this.problems.isEmpty()) {
			this.beforeFirstMistake.add(migration);
		}
		if (migration != null && found.isEmpty()) {
			this.migrations.add(migration);
		}
		found.stream()
			.sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
			.forEach(this.problems::add);
	}

	/** Reports files with the same name. */
	void reportDuplicates(String name, List<MigrationFile> files) {
		this.problems.add(Problem.of(files.get(0).fileName(),
				"%d files define the migration '%s': %s".formatted(files.size(), name,
						files.stream().map(MigrationFile::description).sorted().collect(Collectors.joining(", "))),
				"Keep one of them"));
	}

	/**
	 * Returns the migrations.
	 * @throws InvalidMigrationsException if any of them has an error
	 */
	List<Migration> result() {
		reportSharedVersions();
		reportBeforeBaseline();
		if (!this.problems.isEmpty()) {
			throw new InvalidMigrationsException(this.problems, usable());
		}
		return List.copyOf(this.migrations);
	}

	/** The migrations that would be valid if no other followed. */
	private List<Migration> usable() {
		Set<String> versions = new HashSet<>();
		return this.beforeFirstMistake.stream()
			.takeWhile(
					(migration) -> versions.add(migration.version()) && !(versions.size() > 1 && migration.baseline()))
			.toList();
	}

	/** A new database would run them in addition to the baseline that replaces them. */
	private void reportBeforeBaseline() {
		for (int i = 1; i < this.migrations.size(); i++) {
			if (this.migrations.get(i).baseline()) {
				this.problems.add(Problem.of(this.migrations.get(i).location(),
						"'baseline' stands for every migration before it, and there are some: %s"
							.formatted(this.migrations.subList(0, i)
								.stream()
								.map(Migration::location)
								.collect(Collectors.joining(", "))),
						"Remove these files, or leave out 'baseline'"));
			}
		}
	}

	private void reportSharedVersions() {
		this.migrations.stream()
			.collect(Collectors.groupingBy(Migration::version, TreeMap::new,
					Collectors.mapping(Migration::location, Collectors.toCollection(LinkedHashSet::new))))
			.forEach((version, locations) -> {
				if (locations.size() > 1) {
					this.problems.add(Problem.of(locations.iterator().next(),
							"the version '%s' is made by more than one migration: %s".formatted(version,
									String.join(", ", locations)),
							"Give each its own 'version_schema', or leave that key out"));
				}
			});
	}

}
