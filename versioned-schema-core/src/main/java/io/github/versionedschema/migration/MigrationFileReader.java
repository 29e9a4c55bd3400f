package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.migration.bind.RecordBinder;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import org.jspecify.annotations.Nullable;

/** Creates a migration from the content of one file. */
final class MigrationFileReader {

	static final int MOST_OPERATIONS = 5000;

	private final RecordBinder binder = new RecordBinder();

	private final Checksum checksum = new Checksum();

	private final OperationReader operations;

	MigrationFileReader(OperationTypes types) {
		this.operations = new OperationReader(types, this.binder);
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
		if (!(content instanceof Fields)) {
			problems.add(content.position(),
					"the file must be an object with the key 'operations', and it is " + content.describe(), null);
			return null;
		}
		Content checked = this.binder.shape(TopLevel.class).check(content, "", problems);
		// One by one, as each operation has a different shape.
		List<OperationReader.Entry> entries = (checked instanceof Fields fields) ? entries(fields, problems)
				: List.of();
		if (!problems.isEmpty()) {
			return beforeFirstMistake(name, entries, problems);
		}
		TopLevel file = this.binder.bind(checked, TopLevel.class, problems);
		if (file == null || !isNameOfFile(file.name(), name, (Fields) checked, problems)) {
			return beforeFirstMistake(name, entries, problems);
		}
		String version = (file.versionSchema() != null) ? file.versionSchema() : name;
		return new Migration(name, version, file.description(),
				entries.stream().map(OperationReader.Entry::operation).toList(), file.baseline(), problems.file(),
				this.checksum.of(withOperations((Fields) checked, entries)), null);
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

	private List<OperationReader.Entry> entries(Fields file, FileProblems problems) {
		List<OperationReader.Entry> entries = new ArrayList<>();
		Field operations = file.find("operations");
		if (operations == null) {
			return entries;
		}
		if (!(operations.value() instanceof Items items)) {
			problems.add(operations.position(),
					"'operations' must be a list, and it is " + operations.value().describe(),
					"Write each operation as an item of its own");
			return entries;
		}
		if (items.items().size() > MOST_OPERATIONS) {
			problems.add(operations.position(), "the file has %,d operations, and a migration may have %,d"
				.formatted(items.items().size(), MOST_OPERATIONS), "Split it into several migrations");
			return entries;
		}
		int index = 0;
		for (Content item : items.items()) {
			OperationReader.Entry entry = this.operations.read(item, ++index, problems);
			if (entry != null) {
				entries.add(entry);
			}
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

	private static Fields withOperations(Fields file, List<OperationReader.Entry> entries) {
		return new Fields(file.position(),
				file.fields()
					.stream()
					.map((field) -> field.key().equals("operations") ? field.withValue(
							new Items(field.position(), entries.stream().map(OperationReader.Entry::content).toList()))
							: field)
					.toList());
	}

	/**
	 * A migration file.
	 *
	 * @param name the name of the file without its extension; any other name is refused
	 * @param versionSchema the name of the version, if it differs from the file's name
	 * @param description the author's description; free text
	 * @param baseline whether it replaces every migration before it
	 * @param operations the operations, in order; each has one key, which names it
	 */
	record TopLevel(@Nullable String name, @Nullable String versionSchema, @Nullable String description,
			boolean baseline, Object operations) {

	}

}
