package io.github.versionedschema.migration.reshape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import io.github.versionedschema.migration.bind.NearestKey;
import io.github.versionedschema.migration.bind.RecordBinder;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.migration.reshape.translation.TranslatedOperation;
import io.github.versionedschema.migration.reshape.translation.Translation;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import io.github.versionedschema.migration.syntax.Content.Scalar.Kind;

/**
 * Translates the actions of Reshape's files to operations.
 */
public final class ReshapeActions {

	private static final String TYPE = "type";

	private static final Map<String, Class<? extends Action>> TYPES = new TreeMap<>(
			Map.ofEntries(Map.entry("create_table", CreateTable.class), Map.entry("rename_table", RenameTable.class),
					Map.entry("remove_table", RemoveTable.class), Map.entry("add_column", AddColumn.class),
					Map.entry("alter_column", AlterColumn.class), Map.entry("remove_column", RemoveColumn.class),
					Map.entry("add_index", AddIndex.class), Map.entry("remove_index", RemoveIndex.class),
					Map.entry("create_enum", CreateEnum.class), Map.entry("alter_enum", AlterEnum.class),
					Map.entry("remove_enum", RemoveEnum.class), Map.entry("add_foreign_key", AddForeignKey.class),
					Map.entry("remove_foreign_key", RemoveForeignKey.class), Map.entry("add_check", AddCheck.class),
					Map.entry("remove_check", RemoveCheck.class), Map.entry("custom", Custom.class)));

	private final RecordBinder binder;

	public ReshapeActions(RecordBinder binder) {
		this.binder = binder;
	}

	/** Returns the records to which actions are bound. */
	public static Collection<Class<?>> records() {
		return Collections.unmodifiableCollection(TYPES.values());
	}

	/**
	 * Translates an action.
	 * @param item the action's content
	 * @param number its number in the file, from 1
	 * @param problems the collector of problems
	 * @return the operations that do the same, in order; none if there are problems
	 */
	public List<TranslatedOperation> translate(Content item, int number, FileProblems problems) {
		if (!(item instanceof Fields action)) {
			problems.add(item.position(),
					"action %d must be an object with the key 'type', and it is %s".formatted(number, item.describe()),
					null);
			return List.of();
		}
		Field type = action.find(TYPE);
		if (type == null) {
			problems.add(action.position(), "the key 'type' of action %d is missing".formatted(number),
					"Possible are: " + String.join(", ", TYPES.keySet()));
			return List.of();
		}
		if (!(type.value() instanceof Scalar key) || key.kind() != Kind.TEXT) {
			problems.add(type.value().position(),
					"'type' of action %d must be text, and it is %s".formatted(number, type.value().describe()), null);
			return List.of();
		}
		Source source = new Source(problems.file(), action.position().line(), action.position().column(), number,
				key.text());
		Class<? extends Action> known = TYPES.get(key.text());
		if (known == null) {
			problems.within(source)
				.add(key.position(), "unknown action '%s'".formatted(key.text()),
						new NearestKey(TYPES.keySet()).advice(key.text()));
			return List.of();
		}
		return translate(action.without(TYPE), known, source, problems.within(source));
	}

	private List<TranslatedOperation> translate(Fields action, Class<? extends Action> type, Source source,
			FileProblems problems) {
		int before = problems.found().size();
		Fields supported = withIndexColumns(action, type);
		Content checked = this.binder.shape(type).check(supported, "", problems);
		if (problems.found().size() > before) {
			return List.of();
		}
		Action bound = this.binder.bind(checked, type, problems);
		if (bound == null) {
			return List.of();
		}
		Translation translation = new Translation(source, action, problems);
		bound.translate(translation);
		return (problems.found().size() > before) ? List.of() : translation.operations();
	}

	/** A name may stand for an object with a column. */
	private static Fields withIndexColumns(Fields action, Class<? extends Action> type) {
		return (type != AddIndex.class) ? action : changed(action, "index", (index) -> (index instanceof Fields fields)
				? changed(fields, "columns", ReshapeActions::indexColumns) : index);
	}

	private static Content indexColumns(Content columns) {
		if (!(columns instanceof Items items)) {
			return columns;
		}
		List<Content> members = new ArrayList<>();
		for (Content item : items.items()) {
			boolean name = item instanceof Scalar scalar && scalar.kind() == Kind.TEXT;
			members.add(name ? new Fields(item.position(), List.of(new Field("column", item.position(), item))) : item);
		}
		return new Items(items.position(), members);
	}

	private static Fields changed(Fields fields, String key, UnaryOperator<Content> change) {
		return new Fields(fields.position(),
				fields.fields()
					.stream()
					.map((field) -> field.key().equals(key) ? field.withValue(change.apply(field.value())) : field)
					.toList());
	}

}
