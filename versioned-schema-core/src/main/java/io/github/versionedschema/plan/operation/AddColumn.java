package io.github.versionedschema.plan.operation;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.model.ForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.TableDraft;
import org.jspecify.annotations.Nullable;

/**
 * Adds a column to the newer version.
 *
 * @param table the table
 * @param column the column
 * @param up the SQL expression of its values over a row of the older version, or how they
 * are found in rows of another table; the default if absent
 */
public record AddColumn(String table, ColumnDefinition column, @Nullable ComputedValue up) implements SchemaOperation {

	@Override
	public List<String> relations() {
		ForeignKeyReference references = this.column.references();
		return Stream
			.of(this.table, (references != null) ? references.table() : null,
					(this.up != null) ? this.up.table() : null)
			.filter(Objects::nonNull)
			.toList();
	}

	@Override
	public Uses uses() {
		return ((this.up != null) ? Uses.filling(this.table) : Uses.changing(this.table)).in(this.up);
	}

	@Override
	public void apply(SchemaDraft draft, Source source) {
		TableDraft owner = draft.table(this.table);
		owner.addColumn(this.column.with(owner.ownColumns(this.column.name())), this.up, source);
	}

}
