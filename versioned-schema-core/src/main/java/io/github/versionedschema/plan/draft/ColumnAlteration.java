package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.ColumnValues;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.plan.text.SerialType;

/**
 * Changes a column of a table that has rows. A column whose values change is replaced.
 */
final class ColumnAlteration {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final ColumnChange change;

	private final Source operation;

	ColumnAlteration(SchemaDraft schema, SharedTable table, ColumnChange change, Source operation) {
		this.schema = schema;
		this.table = table;
		this.change = change;
		this.operation = operation;
	}

	void apply(ColumnDraft column) {
		this.table.touchColumns(this.operation);
		Rejections rejections = new Rejections();
		rejections.attempt(() -> requireValueForNull(column));
		rejections.attempt(() -> requireNoOwnValues(column));
		ColumnDraft changed = this.change.changesValues() ? replace(column, rejections) : column;
		changed.filling().changeDefault(this.change.defaultValue(), this.operation);
		changed.changeComment(this.change.comment());
		rejections.attempt(this.change.nullable(), (nullable) -> changeNullability(changed, nullable));
		rejections.attempt(this.change.check(), (check) -> this.table.rules().addCheck(check, this.operation));
		rejections.attempt(this.change.unique(),
				(unique) -> this.table.addIndex(TableRules.unique(unique.name(), changed, this.operation)));
		rejections.attempt(this.change.references(),
				(references) -> this.schema.keys().add(this.table, List.of(changed), references, this.operation));
		rejections.end();
	}

	private ColumnDraft replace(ColumnDraft column, Rejections rejections) {
		String name = column.requiredName();
		ColumnType type = this.change.typeOf(column);
		if (isOnlyRetyped(column)) {
			column.type(type);
			this.table.addLast(column);
			return column;
		}
		new ColumnReplacement(this.schema, this.table, this.operation)
			.replace(List.of(new ColumnValues(column, type, this.change.up(), this.change.down())), rejections);
		return this.table.column(name);
	}

	/**
	 * Returns whether nothing is computed from a new column that fills itself, so that it
	 * is added with its last type.
	 */
	private boolean isOnlyRetyped(ColumnDraft column) {
		return column.source() == null && column.filling().fillsItself() && this.change.up() == null
				&& this.change.defaultValue().isAbsent() && !this.table.values().isRead(column);
	}

	private void requireValueForNull(ColumnDraft column) {
		if (Boolean.TRUE.equals(this.change.nullable()) && column.notNull() && this.change.down() == null) {
			throw new Rejection(
					"Column %s becomes nullable, and nothing says what the older version sees instead of null."
						.formatted(Names.shown(column.name())),
					"Give \"down\", for example coalesce(%s, ...).".formatted(column));
		}
	}

	/**
	 * Refuses changes that are not possible for a column whose values PostgreSQL
	 * generates.
	 */
	private void requireNoOwnValues(ColumnDraft column) {
		boolean identity = column.isIdentity();
		boolean keepsDefault = this.change.defaultValue().isAbsent();
		if (!keepsDefault && !this.change.changesValues() && (identity || column.isGenerated())) {
			throw new Rejection(
					"Column %s is %s and cannot have a default.".formatted(Names.shown(column.name()),
							identity ? "an identity" : "generated"),
					identity ? "Give its \"type\" as well: the column then loses its identity." : null);
		}
		if (identity && this.change.type() != null && !SerialType.isInteger(this.change.type().name())
				&& keepsDefault) {
			throw new Rejection(
					"Column %s is an identity, which cannot be of type %s.".formatted(Names.shown(column.name()),
							this.change.type().name()),
					"Use smallint, integer or bigint, or give a \"default\": the column then loses its identity.");
		}
		if (identity && Boolean.TRUE.equals(this.change.nullable()) && keepsDefault) {
			throw new Rejection("Column %s is an identity and cannot be null.".formatted(Names.shown(column.name())),
					"Leave \"nullable\" out.");
		}
	}

	private void changeNullability(ColumnDraft column, boolean nullable) {
		if (nullable && this.table.rules().isInPrimaryKey(column)) {
			throw new Rejection(
					"Column %s is part of the primary key and cannot be null.".formatted(Names.shown(column.name())),
					"Leave \"nullable\" out.");
		}
		this.table.rules().changeNullability(column, nullable, this.operation);
	}

}
