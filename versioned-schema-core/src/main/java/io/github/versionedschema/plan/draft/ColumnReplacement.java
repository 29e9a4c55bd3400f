package io.github.versionedschema.plan.draft;

import io.github.versionedschema.migration.Source;
import io.github.versionedschema.plan.draft.Derivation.Direction;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a column whose values are not the same in both versions by another one, which
 * all that hung on it goes over to.
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
		if (column.source() == null && !rejections.attempt(() -> giveInitialValue(column))) {
			return column;
		}
		Expression up = bind(this.change.up(), "\"up\"", name);
		ColumnDraft replacement = new ColumnDraft(column, type, this.operation);
		column.drop(this.operation);
		this.table.add(replacement);
		Expression down = bind(this.change.down(), "\"down\"", name);
		this.table.derive(new Derivation(Direction.UP, replacement, up));
		this.table.derive(new Derivation(Direction.DOWN, column, down));
		rejections.attempt(() -> this.table.rules().move(column, replacement, this.operation));
		this.schema.keys().move(column, replacement);
		return replacement;
	}

	private Expression bind(@Nullable String sql, String what, String column) {
		return (sql != null) ? this.table.bind(sql, what, this.operation) : this.table.bind(Identifier.quote(column),
				what + " (the column itself, as none is given)", this.operation);
	}

	/**
	 * A column that the chain adds and changes again is only computed: it starts from its
	 * default, before anything that was derived from it.
	 */
	private void giveInitialValue(ColumnDraft column) {
		Filling filling = column.filling();
		if (filling.isSerial() || filling.generated() != null) {
			throw new Rejection(
					"Column %s is generated and changes again in the same chain.".formatted(Names.shown(column.name())),
					"Add it in its final shape.");
		}
		if (this.table.derivations().stream().noneMatch((derivation) -> derivation.target() == column)) {
			this.table.startFrom(column, (filling.defaultSql() != null) ? filling.defaultSql() : "NULL",
					this.operation);
		}
	}

}
