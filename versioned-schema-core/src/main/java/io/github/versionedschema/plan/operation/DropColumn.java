package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import org.jspecify.annotations.Nullable;

/**
 * Takes a column away from the new version; complete drops it.
 *
 * @param table the table
 * @param column the column
 * @param down what the old version sees in rows that the new one writes, or null
 */
public record DropColumn(String table, String column, @Nullable String down) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return List.of(this.table);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		TableDraft owner = draft.table(this.table);
		owner.dropColumn(owner.column(this.column), this.down, source);
	}

}
