package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * Drops a type at complete. The newer version must not use it any more.
 *
 * @param name the type
 */
public record DropType(String name) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.name);
	}

	@Override
	public Uses uses() {
		return Uses.NONE.reading(this.name);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		draft.types().drop(this.name, source);
	}

}
