package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * Renames a table in the newer version.
 *
 * @param from the old name
 * @param to the new name
 */
public record RenameTable(String from, String to) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.from, this.to);
	}

	@Override
	public Uses uses() {
		return Uses.changing(this.from, this.to);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.rename(this.from, this.to, source);
	}

}
