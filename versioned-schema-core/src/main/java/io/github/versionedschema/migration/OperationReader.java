package io.github.versionedschema.migration;

import java.util.List;

import io.github.versionedschema.migration.bind.NearestKey;
import io.github.versionedschema.migration.bind.RecordBinder;
import io.github.versionedschema.migration.bind.RecordShape;
import io.github.versionedschema.migration.bind.Shape;
import io.github.versionedschema.migration.hint.Hints;
import io.github.versionedschema.migration.lint.Acknowledgement;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import org.jspecify.annotations.Nullable;

/** Creates an operation from an item of {@code operations}. */
final class OperationReader {

	private static final String DESCRIPTION = "description";

	private final AcknowledgementReader acknowledgements = new AcknowledgementReader();

	private final HintReader hints = new HintReader();

	private final OperationTypes types;

	private final RecordBinder binder;

	OperationReader(OperationTypes types, RecordBinder binder) {
		this.types = types;
		this.binder = binder;
	}

	@Nullable Entry read(Content item, int index, FileProblems problems) {
		if (!(item instanceof Fields entry)) {
			problems.add(item.position(), "operation %d must be an object with one key that names it, and it is %s"
				.formatted(index, item.describe()), null);
			return null;
		}
		if (entry.fields().size() != 1) {
			reportKeys(entry, index, problems);
			return null;
		}
		Field field = entry.fields().get(0);
		return read(field,
				new Source(problems.file(), field.position().line(), field.position().column(), index, field.key()),
				problems);
	}

	/**
	 * Reads an operation.
	 * @param field its key and content
	 * @param source its place, which messages name
	 * @param problems the collector of problems
	 */
	@Nullable Entry read(Field field, Source source, FileProblems problems) {
		Class<? extends Operation> type = this.types.type(field.key());
		if (type == null) {
			problems.within(source)
				.add(field.position(), "unknown operation '%s'".formatted(field.key()),
						new NearestKey(this.types.keys()).advice(field.key()));
			return null;
		}
		return read(field, type, source, problems.within(source));
	}

	private @Nullable Entry read(Field field, Class<? extends Operation> type, Source source, FileProblems problems) {
		if (!(field.value() instanceof Fields body)) {
			problems.add(field.position(),
					"'%s' must be an object, and it is %s".formatted(field.key(), field.value().describe()), null);
			return null;
		}
		int problemsBefore = problems.found().size();
		Acknowledgement acknowledgement = this.acknowledgements.read(body, problems);
		Hints hints = this.hints.read(body, problems);
		RecordShape shape = this.binder.shape(type);
		Field description = shape.has(DESCRIPTION) ? null : body.find(DESCRIPTION);
		String text = (description != null) ? text(description.value(), problems) : null;
		Fields own = HintReader.without(AcknowledgementReader.without(body));
		Fields keys = (description != null) ? own.without(DESCRIPTION) : own;
		Content checked = shape.check(keys, "", problems);
		if (problems.found().size() > problemsBefore || !(checked instanceof Fields fields)) {
			return null;
		}
		Operation operation = this.binder.bind(fields, type, problems);
		if (operation == null) {
			return null;
		}
		Fields all = (description != null) ? fields.with(description) : fields;
		return new Entry(new SourcedOperation(operation, source, text, acknowledgement, hints),
				new Fields(field.position(), List.of(field.withValue(all))));
	}

	private static @Nullable String text(Content content, FileProblems problems) {
		new Shape.Text(true).check(content, DESCRIPTION, problems);
		return (content instanceof Scalar scalar && !scalar.text().isBlank()) ? scalar.text() : null;
	}

	private void reportKeys(Fields entry, int index, FileProblems problems) {
		List<String> keys = entry.fields().stream().map((field) -> "'" + field.key() + "'").toList();
		if (keys.isEmpty()) {
			problems.add(entry.position(), "operation %d is empty".formatted(index),
					"Write one key that names it, such as 'add_column'");
			return;
		}
		Field first = entry.fields().get(0);
		boolean notIndented = first.value() instanceof Scalar scalar && scalar.isNull();
		problems.add(first.position(),
				"operation %d must have one key, and it has %s".formatted(index, String.join(", ", keys)),
				notIndented ? "Indent what belongs to '%s' further than its name".formatted(first.key())
						: "Write each operation as an item of its own");
	}

	/**
	 * An operation that was read.
	 *
	 * @param operation the operation
	 * @param content the content for the checksum
	 */
	record Entry(SourcedOperation operation, Content content) {

	}

}
