package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/**
 * Reads migration files, as JSON or YAML after their extension. Other files are ignored.
 * Either everything is right, or nothing is returned and every mistake of every file is
 * reported.
 */
public final class MigrationReader {

	private final MigrationFormats formats = new MigrationFormats();

	private final MigrationFileReader reader;

	/**
	 * Creates a reader.
	 * @param types the operations that files may use
	 */
	public MigrationReader(OperationTypes types) {
		this.reader = new MigrationFileReader(types);
	}

	/**
	 * Reads all migrations of a folder.
	 * @param folder where the files are
	 * @return the migrations in the order in which they apply; empty if there are none
	 * @throws MigrationLocationNotFoundException if the folder does not exist
	 * @throws InvalidMigrationsException if anything is wrong with any file
	 */
	public List<Migration> read(MigrationFolder folder) {
		return read(folder.files());
	}

	/**
	 * Reads migrations.
	 * @param files the files, in any order
	 * @return the migrations in the order in which they apply: by name, with numbers
	 * compared as numbers
	 * @throws InvalidMigrationsException if anything is wrong with any file
	 */
	public List<Migration> read(Collection<? extends Resource> files) {
		Map<String, List<MigrationFile>> byName = MigrationFile.among(files, this.formats)
			.stream()
			.collect(Collectors.groupingBy(MigrationFile::name, () -> new TreeMap<>(new NaturalOrder()),
					Collectors.toList()));
		List<Problem> problems = new ArrayList<>();
		List<Migration> migrations = new ArrayList<>();
		byName.forEach((name, sameName) -> {
			reportDuplicates(name, sameName, problems);
			sameName.forEach((file) -> {
				Migration migration = read(name, file, problems);
				if (migration != null) {
					migrations.add(migration);
				}
			});
		});
		reportSharedVersions(migrations, problems);
		reportBeforeBaseline(migrations, problems);
		if (!problems.isEmpty()) {
			throw new InvalidMigrationsException(problems);
		}
		return List.copyOf(migrations);
	}

	private @Nullable Migration read(String name, MigrationFile file, List<Problem> problems) {
		FileProblems ofFile = new FileProblems(file.fileName(), null, new ArrayList<>());
		Content content = content(file, ofFile);
		Migration migration = (content != null) ? this.reader.read(name, content, ofFile) : null;
		ofFile.found()
			.stream()
			.sorted(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column))
			.forEach(problems::add);
		return ofFile.isEmpty() ? migration : null;
	}

	private @Nullable Content content(MigrationFile file, FileProblems problems) {
		byte[] bytes = file.bytes();
		if (bytes == null) {
			problems.add(
					"the file has more than %,d bytes, which a migration may have".formatted(MigrationFile.MOST_BYTES),
					"Split it into several migrations, and load data in another way");
			return null;
		}
		String text = new SourceText(problems).decode(bytes);
		if (text == null) {
			return null;
		}
		Content content = file.format().get().read(text, problems);
		if (content == null && problems.isEmpty()) {
			problems.add("the file is empty", "Remove it, or write 'operations' into it");
		}
		return content;
	}

	private static void reportDuplicates(String name, List<MigrationFile> files, List<Problem> problems) {
		if (files.size() > 1) {
			problems.add(Problem.of(files.get(0).fileName(),
					"%d files define the migration '%s': %s".formatted(files.size(), name,
							files.stream().map(MigrationFile::description).sorted().collect(Collectors.joining(", "))),
					"Keep one of them"));
		}
	}

	/** A fresh database would run them as well as what stands for them. */
	private static void reportBeforeBaseline(List<Migration> migrations, List<Problem> problems) {
		for (int i = 1; i < migrations.size(); i++) {
			if (migrations.get(i).baseline()) {
				problems.add(Problem.of(migrations.get(i).location(),
						"'baseline' stands for every migration before it, and there are some: %s"
							.formatted(migrations.subList(0, i)
								.stream()
								.map(Migration::location)
								.collect(Collectors.joining(", "))),
						"Remove these files, or leave out 'baseline'"));
			}
		}
	}

	private static void reportSharedVersions(List<Migration> migrations, List<Problem> problems) {
		migrations.stream()
			.collect(Collectors.groupingBy(Migration::version, TreeMap::new,
					Collectors.mapping(Migration::location, Collectors.toCollection(LinkedHashSet::new))))
			.forEach((version, locations) -> {
				if (locations.size() > 1) {
					problems.add(Problem.of(locations.iterator().next(),
							"the version '%s' is made by more than one migration: %s".formatted(version,
									String.join(", ", locations)),
							"Give each its own 'version_schema', or leave that key out"));
				}
			});
	}

}
