package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.migration.bind.RecordBinder;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.reshape.ReshapeActions;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import org.jspecify.annotations.Nullable;

/** Creates a migration from the content of one file, whose keys determine its dialect. */
final class MigrationFileReader {

	static final int MOST_OPERATIONS = 5000;

	private final RecordBinder binder = new RecordBinder();

	private final Checksum checksum = new Checksum();

	private final List<Dialect> dialects;

	MigrationFileReader(OperationTypes types) {
		OperationReader operations = new OperationReader(types, this.binder);
		this.dialects = List.of(new NativeDialect(operations),
				new ReshapeDialect(new ReshapeActions(this.binder), operations));
	}

	/**
	 * Creates a migration.
	 * @param name the file's name without its extension
	 * @param content the content of the file
	 * @param problems the collector of problems
	 * @return the migration; if there are problems, its operations before the first
	 * error, or null if there are none
	 */
	@Nullable Migration read(String name, Content content, FileProblems problems) {
		if (!(content instanceof Fields file)) {
			problems.add(content.position(),
					"the file must be an object with the key 'operations', and it is " + content.describe(), null);
			return null;
		}
		List<Dialect> used = this.dialects.stream().filter((dialect) -> file.find(dialect.key()) != null).toList();
		if (used.size() > 1) {
			problems.add(Objects.requireNonNull(file.find(used.get(1).key())).position(),
					"the file has 'operations' and 'actions', which belong to different formats", "Write one of them");
			return beforeFirstMistake(name, List.of(), problems);
		}
		return used.isEmpty() ? readNeither(name, file, problems) : read(name, file, used.get(0), problems);
	}

	/** Also reports the other errors of the file. */
	private @Nullable Migration readNeither(String name, Fields file, FileProblems problems) {
		Dialect dialect = this.dialects.get(0);
		problems.add(file.position(), "the key '%s' is missing".formatted(dialect.key()),
				"A file of Reshape has 'actions' instead");
		return read(name, file.with(new Field(dialect.key(), file.position(), new Items(file.position(), List.of()))),
				dialect, problems);
	}

	private @Nullable Migration read(String name, Fields file, Dialect dialect, FileProblems problems) {
		Fields checked = (Fields) this.binder.shape(dialect.keys()).check(file, "", problems);
		List<OperationReader.Entry> entries = entries(checked, dialect, problems);
		if (!problems.isEmpty()) {
			return beforeFirstMistake(name, entries, problems);
		}
		TopLevel bound = this.binder.bind(checked.without(dialect.key()), TopLevel.class, problems);
		if (bound == null || !isNameOfFile(bound.name(), name, checked, problems)) {
			return beforeFirstMistake(name, entries, problems);
		}
		String version = (bound.versionSchema() != null) ? bound.versionSchema() : name;
		return new Migration(name, version, bound.description(),
				entries.stream().map(OperationReader.Entry::operation).toList(), bound.baseline(), problems.file(),
				this.checksum.of(dialect.checksummed(file, checked, entries)), null);
	}

	/** Allows the readable part to be checked against the database. */
	private static Migration beforeFirstMistake(String name, List<OperationReader.Entry> entries,
			FileProblems problems) {
		int first = problems.found()
			.stream()
			.map(Problem::operation)
			.filter(Objects::nonNull)
			.mapToInt(Source::index)
			.min()
			.orElse(Integer.MAX_VALUE);
		return new Migration(name, name, null,
				entries.stream()
					.map(OperationReader.Entry::operation)
					.takeWhile((operation) -> operation.source().index() < first)
					.toList(),
				problems.file(), "");
	}

	private static List<OperationReader.Entry> entries(Fields file, Dialect dialect, FileProblems problems) {
		String key = dialect.key();
		Field list = file.find(key);
		if (list == null) {
			return List.of();
		}
		if (!(list.value() instanceof Items items)) {
			problems.add(list.position(), "'%s' must be a list, and it is %s".formatted(key, list.value().describe()),
					"Write each %s as an item of its own".formatted(dialect.item()));
			return List.of();
		}
		if (items.items().size() > MOST_OPERATIONS) {
			problems.add(list.position(), "the file has %,d %s, and a migration may have %,d"
				.formatted(items.items().size(), key, MOST_OPERATIONS), "Split it into several migrations");
			return List.of();
		}
		List<OperationReader.Entry> entries = new ArrayList<>();
		for (int number = 1; number <= items.items().size(); number++) {
			entries.addAll(dialect.read(items.items().get(number - 1), number, problems));
		}
		return entries;
	}

	private static boolean isNameOfFile(@Nullable String given, String name, Fields file, FileProblems problems) {
		Field field = file.find("name");
		if (given == null || field == null || given.equals(name)) {
			return true;
		}
		problems.add(field.value().position(), "'name' is '%s', and the file is called '%s'".formatted(given, name),
				"Remove 'name', or rename the file");
		return false;
	}

	/**
	 * The keys of a file in any dialect, other than its list.
	 *
	 * @param baseline whether it replaces every migration before it
	 */
	private record TopLevel(@Nullable String name, @Nullable String versionSchema, @Nullable String description,
			boolean baseline) {

	}

}
