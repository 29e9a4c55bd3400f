package io.github.versionedschema.migration;

import java.util.List;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import org.jspecify.annotations.Nullable;

/** Files with operations of this library. */
final class NativeDialect implements Dialect {

	private static final String KEY = "operations";

	private final OperationReader operations;

	NativeDialect(OperationReader operations) {
		this.operations = operations;
	}

	@Override
	public String key() {
		return KEY;
	}

	@Override
	public String item() {
		return "operation";
	}

	@Override
	public Class<?> keys() {
		return File.class;
	}

	@Override
	public List<OperationReader.Entry> read(Content item, int number, FileProblems problems) {
		OperationReader.Entry entry = this.operations.read(item, number, problems);
		return (entry != null) ? List.of(entry) : List.of();
	}

	@Override
	public Fields checksummed(Fields file, Fields checked, List<OperationReader.Entry> entries) {
		return new Fields(checked.position(),
				checked.fields()
					.stream()
					.map((field) -> field.key().equals(KEY) ? field.withValue(
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
	record File(@Nullable String name, @Nullable String versionSchema, @Nullable String description, boolean baseline,
			Object operations) {

	}

}
