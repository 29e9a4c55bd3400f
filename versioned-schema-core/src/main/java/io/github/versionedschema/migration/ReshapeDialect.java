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

	/**
	 * The hints of an action are those of all its operations. The first operation
	 * acknowledges findings for all of them.
	 */
	@Override
	public List<OperationReader.Entry> read(Content item, int number, FileProblems problems) {
		Content action = (item instanceof Fields fields) ? withoutOwnKeys(fields) : item;
		List<OperationReader.Entry> read = new ArrayList<>();
		for (TranslatedOperation translated : this.actions.translate(action, number, problems)) {
			Field operation = with(HintReader.KEYS, translated.operation(), (Fields) item);
			if (read.isEmpty()) {
				operation = with(AcknowledgementReader.KEYS, operation, (Fields) item);
			}
			OperationReader.Entry entry = this.operations.read(operation, translated.source(), problems);
			if (entry == null) {
				return List.of();
			}
			read.add(entry);
		}
		return read;
	}

	/** Returns the action without the keys that Reshape does not have. */
	private static Fields withoutOwnKeys(Fields action) {
		return HintReader.without(AcknowledgementReader.without(action));
	}

	private static Field with(List<String> keys, Field operation, Fields action) {
		Fields content = (Fields) operation.value();
		for (String key : keys) {
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
		return (field.key().equals(key()) && field.value() instanceof Items items)
				? field.withValue(new Items(items.position(),
						items.items()
							.stream()
							.map((item) -> (item instanceof Fields action) ? withoutOwnKeys(action) : item)
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
