package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * Removes a table from the newer version. Complete drops it.
 *
 * @param name the table
 */
public record DropTable(String name) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.name);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.drop(draft.table(this.name), source);
	}

}
