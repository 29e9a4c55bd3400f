package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * Drops an index at complete.
 *
 * @param name the index
 */
public record DropIndex(String name) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.name);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.tableOfIndex(this.name).dropIndex(this.name, source);
	}

}
