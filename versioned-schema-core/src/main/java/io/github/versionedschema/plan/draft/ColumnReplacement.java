package io.github.versionedschema.plan.draft;

import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.plan.text.SerialType;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a column whose values differ between the versions with a new column, to which
 * all dependent objects are moved.
 */
final class ColumnReplacement {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final ColumnChange change;

	private final Source operation;

	ColumnReplacement(SchemaDraft schema, SharedTable table, ColumnChange change, Source operation) {
		this.schema = schema;
		this.table = table;
		this.change = change;
		this.operation = operation;
	}

	ColumnDraft replace(ColumnDraft column, Rejections rejections) {
		String name = column.requiredName();
		String type = (this.change.type() != null) ? SerialType.plain(this.change.type()) : column.type();
		if (column.source() == null
				&& !rejections.attempt(() -> this.table.values().startFromDefault(column, this.operation))) {
			return column;
		}
		Expression up = bind(this.change.up(), "\"up\"", name);
		ColumnDraft replacement = new ColumnDraft(column, type, this.operation);
		column.drop(this.operation);
		this.table.add(replacement);
		Expression down = bind(this.change.down(), "\"down\"", name);
		this.table.values().up(replacement, up);
		this.table.values().down(column, down);
		rejections.attempt(() -> this.table.rules().move(column, replacement, this.operation));
		this.schema.keys().move(column, replacement);
		return replacement;
	}

	private Expression bind(@Nullable String sql, String what, String column) {
		return (sql != null) ? this.table.bind(sql, what, this.operation)
				: this.table.bindColumn(column, what + " (the column itself, as none is given)", this.operation);
	}

}
