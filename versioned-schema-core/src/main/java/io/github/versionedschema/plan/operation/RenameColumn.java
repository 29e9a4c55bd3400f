package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * Renames a column in the newer version.
 *
 * @param table the table
 * @param from the old name
 * @param to the new name
 */
public record RenameColumn(String table, String from, String to) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.table);
	}

	@Override
	public Uses uses() {
		return Uses.changing(this.table);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.table(this.table).renameColumn(this.from, this.to, source);
	}

}
