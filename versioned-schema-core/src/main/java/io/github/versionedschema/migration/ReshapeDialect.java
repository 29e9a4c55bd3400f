package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.reshape.ReshapeActions;
import io.github.versionedschema.migration.reshape.translation.TranslatedOperation;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import org.jspecify.annotations.Nullable;

/** Files of Reshape, whose actions are translated to operations. */
final class ReshapeDialect implements Dialect {

	private final ReshapeActions actions;

	private final OperationReader operations;

	ReshapeDialect(ReshapeActions actions, OperationReader operations) {
		this.actions = actions;
		this.operations = operations;
	}

	@Override
	public String key() {
		return "actions";
	}

	@Override
	public String item() {
		return "action";
	}

	@Override
	public Class<?> keys() {
		return File.class;
	}

	@Override
	public List<OperationReader.Entry> read(Content item, int number, FileProblems problems) {
		Content action = (item instanceof Fields fields) ? AcknowledgementReader.without(fields) : item;
		List<OperationReader.Entry> read = new ArrayList<>();
		for (TranslatedOperation translated : this.actions.translate(action, number, problems)) {
			Field operation = read.isEmpty() ? acknowledging(translated.operation(), (Fields) item)
					: translated.operation();
			OperationReader.Entry entry = this.operations.read(operation, translated.source(), problems);
			if (entry == null) {
				return List.of();
			}
			read.add(entry);
		}
		return read;
	}

	/** The first operation of an action acknowledges findings for all of them. */
	private static Field acknowledging(Field operation, Fields action) {
		Fields content = (Fields) operation.value();
		for (String key : AcknowledgementReader.KEYS) {
			Field field = action.find(key);
			content = (field != null) ? content.with(field) : content;
		}
		return operation.withValue(content);
	}

	/** The translation may change, and the checksum may not. */
	@Override
	public Fields checksummed(Fields file, Fields checked, List<OperationReader.Entry> entries) {
		return new Fields(file.position(), file.fields().stream().map(this::checksummed).toList());
	}

	private Field checksummed(Field field) {
		return (field.key().equals(key()) && field.value() instanceof Items items) ? field
			.withValue(new Items(items.position(),
					items.items()
						.stream()
						.map((item) -> (item instanceof Fields action) ? AcknowledgementReader.without(action) : item)
						.toList()))
				: field;
	}

	/**
	 * The keys of a file.
	 *
	 * @param actions the actions, which are read one by one, as each has a different
	 * shape
	 */
	private record File(@Nullable String name, @Nullable String description, Object actions) {

	}

}
