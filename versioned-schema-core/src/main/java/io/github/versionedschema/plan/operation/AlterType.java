package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.model.type.NewValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.ScriptItem;
import io.github.versionedschema.plan.draft.type.AddedValue;
import io.github.versionedschema.plan.name.Names;

/**
 * Adds a value to an enum. All versions have the value from expand on, and abort does not
 * remove it.
 *
 * @param name the enum
 * @param addValue the value to add
 */
public record AlterType(String name, NewValue addValue) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.name);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		AddedValue added = new AddedValue(this.name, this.addValue, source);
		if (draft.types().add(added)) {
			draft.script(new ScriptItem.NewValue(added));
		}
		else {
			draft.note("Type %s already has the value %s.".formatted(Names.shown(this.name),
					Names.shown(this.addValue.value())), source);
		}
	}

}
