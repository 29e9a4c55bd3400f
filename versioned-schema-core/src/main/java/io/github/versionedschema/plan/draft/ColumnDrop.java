package io.github.versionedschema.plan.draft;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * Drops a column of a table that both versions use.
 */
final class ColumnDrop {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final Source operation;

	ColumnDrop(SchemaDraft schema, SharedTable table, Source operation) {
		this.schema = schema;
		this.table = table;
		this.operation = operation;
	}

	/**
	 * Drops the column.
	 * @param down how older values are computed, or null
	 */
	void apply(ColumnDraft column, @Nullable ComputedValue down) {
		this.table.touchColumns(this.operation);
		Rejections rejections = new Rejections();
		rejections.attempt(() -> requireOldValues(column, down));
		rejections.attempt(() -> this.table.generations().drop(column));
		if (column.source() == null) {
			rejections.attempt(() -> this.table.values().drop(column, down == null, this.operation));
		}
		column.drop(this.operation);
		if (down != null && !column.isGenerated()) {
			rejections.attempt(() -> this.table.computed()
				.down(column, LookupBinding.down(this.table, column, down, this.operation)));
		}
		if (down == null && column.source() != null) {
			keepDefault(column, column.source());
		}
		this.table.rules().forget(column, this.schema.relations());
		this.schema.keys().forget(column);
		rejections.end();
	}

	/** The table does not give rows of the newer version the default of the older one. */
	private void keepDefault(ColumnDraft column, Column seen) {
		if (this.table.source().physical().lateDefaults().contains(seen.number())) {
			String value = (seen.defaultExpression() != null) ? seen.defaultExpression() : "NULL::" + seen.type();
			this.table.computed().down(column, this.table.bind(value, "the default of " + seen.name(), this.operation));
		}
	}

	private static void requireOldValues(ColumnDraft column, @Nullable ComputedValue down) {
		Column physical = column.source();
		if (down == null && physical != null && physical.notNull() && !physical.fillsItself()) {
			throw new Rejection(
					"Column %s is NOT NULL without a default, and nothing says what the older version sees in new rows."
						.formatted(Names.shown(physical.name())),
					"Give \"down\": an SQL expression over the remaining columns.");
		}
		if (down != null && physical != null && physical.generation() != Column.Generation.NONE) {
			throw new Rejection("Column %s is generated and cannot be written.".formatted(Names.shown(physical.name())),
					"Leave \"down\" out; its expression fills it in.");
		}
	}

}
