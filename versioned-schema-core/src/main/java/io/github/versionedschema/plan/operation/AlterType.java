package io.github.versionedschema.plan.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.type.NewValue;
import io.github.versionedschema.migration.model.type.RemovedValue;
import io.github.versionedschema.migration.model.type.RenamedValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.draft.type.ReplacedType;
import io.github.versionedschema.plan.draft.type.ValueMapping;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.operation.type.TypeReplacement;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Changes the values of an enum. A value that is added without {@code down} is one of all
 * versions, and abort does not remove it. Otherwise, the newer version has an enum of its
 * own until complete, and all columns of the enum are replaced.
 *
 * @param name the enum
 * @param addValue the value to add
 * @param renameValue the value to rename
 * @param removeValue the value to remove
 */
public record AlterType(String name, @Nullable NewValue addValue, @Nullable RenamedValue renameValue,
		@Nullable RemovedValue removeValue) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.name);
	}

	/** Returns whether the newer version gets an enum of its own. */
	public boolean replaces() {
		return this.addValue == null || this.addValue.down() != null;
	}

	@Override
	public Uses uses() {
		return Uses.changing(this.name).reading(this.name);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		if (Stream.of(this.addValue, this.renameValue, this.removeValue).filter(Objects::nonNull).count() != 1) {
			throw new Rejection("The operation must change one value of type %s.".formatted(Names.shown(this.name)),
					"Give exactly one of add_value, rename_value and remove_value.");
		}
		if (this.addValue != null) {
			add(draft, this.addValue, source);
		}
		else if (this.renameValue != null) {
			rename(draft, this.renameValue, source);
		}
		else if (this.removeValue != null) {
			remove(draft, this.removeValue, source);
		}
	}

	private void add(SchemaDraft draft, NewValue asked, Source source) {
		AddedValue added = new AddedValue(this.name, asked, source);
		if (!draft.types().canAdd(added)) {
			draft.note(
					"Type %s already has the value %s.".formatted(Names.shown(this.name), Names.shown(asked.value())),
					source);
		}
		else if (asked.down() == null) {
			draft.types().add(added);
			draft.script(new ScriptItem.NewValue(added));
		}
		else {
			List<String> values = new ArrayList<>(draft.types().replaceable(this.name).values());
			int place = (asked.before() != null) ? values.indexOf(asked.before())
					: (asked.after() != null) ? values.indexOf(asked.after()) + 1 : values.size();
			values.add(place, asked.value());
			replace(draft, values, Map.of(), null, new ValueMapping(asked.value(), asked.down()), source);
		}
	}

	private void rename(SchemaDraft draft, RenamedValue renamed, Source source) {
		draft.types().requireValue(this.name, renamed.from());
		draft.types().requireNewValue(this.name, renamed.to());
		List<String> values = new ArrayList<>(draft.types().replaceable(this.name).values());
		values.set(values.indexOf(renamed.from()), renamed.to());
		replace(draft, values, Map.of(renamed.from(), renamed.to()),
				new ValueMapping(renamed.from(), Identifier.literal(renamed.to())),
				new ValueMapping(renamed.to(), Identifier.literal(renamed.from())), source);
	}

	private void remove(SchemaDraft draft, RemovedValue removed, Source source) {
		draft.types().requireValue(this.name, removed.value());
		List<String> values = new ArrayList<>(draft.types().replaceable(this.name).values());
		values.remove(removed.value());
		replace(draft, values, Map.of(), new ValueMapping(removed.value(), removed.up()), null, source);
	}

	private void replace(SchemaDraft draft, List<String> values, Map<String, String> renamed, @Nullable ValueMapping up,
			@Nullable ValueMapping down, Source source) {
		ReplacedType type = new ReplacedType(draft.types().replaceable(this.name), draft.newSchema(), values, renamed,
				source);
		draft.types().replace(type);
		new TypeReplacement(draft, type, up, down).apply();
	}

}
