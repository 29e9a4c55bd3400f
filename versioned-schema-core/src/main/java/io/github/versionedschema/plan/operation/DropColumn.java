package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import org.jspecify.annotations.Nullable;

/**
 * Removes a column from the newer version. Complete drops it.
 *
 * @param table the table
 * @param column the column
 * @param down the SQL expression of its values for the older version over a row that the
 * newer version writes, or how they are found in rows of another table; the default if
 * absent
 */
public record DropColumn(String table, String column, @Nullable ComputedValue down) implements SchemaOperation {

	@Override
	public List<String> relations() {
		return (this.down != null && this.down.table() != null) ? List.of(this.table, this.down.table())
				: List.of(this.table);
	}

	@Override
	public Uses uses() {
		return (this.down == null) ? Uses.NONE : Uses.NONE.in(this.down.value()).in(this.down.where());
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		TableDraft owner = draft.table(this.table);
		owner.dropColumn(owner.column(this.column), this.down, source);
	}

}
