package io.github.versionedschema.plan.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.UniqueDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.ColumnValues;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Filling;
import io.github.versionedschema.plan.draft.column.NewValues;
import io.github.versionedschema.plan.draft.rule.TableChange;
import io.github.versionedschema.plan.text.ColumnType;

/**
 * Changes columns of a table that the chain creates.
 */
final class CreatedColumnChange {

	private final CreatedTable table;

	private final Source operation;

	CreatedColumnChange(CreatedTable table, Source operation) {
		this.table = table;
		this.operation = operation;
	}

	void apply(ColumnDraft column, ColumnChange wanted) {
		ColumnChange change = named(wanted, column);
		NewValues values = change.convertsValues() ? newValues(column, change) : null;
		if (change.check() != null) {
			this.table.requireFreeConstraint(change.check().name());
			this.table.takeCheck(change.check().name(), change.check().constraint(), this.operation);
		}
		if (values != null) {
			this.table.requireNoRows("this change");
		}
		if (values != null || change.changesDefinition()) {
			this.table.record(new TableChange.AlterColumn(column.requiredName(), change, values), this.operation);
		}
		if (values != null) {
			column.type(values.type());
		}
		column.filling().changeDefault(change.defaultValue(), this.operation);
		column.changeComment(change.comment());
		if (change.nullable() != null) {
			column.notNull(!change.nullable());
		}
		if (change.references() != null) {
			this.table.schema().keys().add(this.table, List.of(column), change.references(), this.operation);
		}
	}

	/** Computes new values of several columns at once. */
	void apply(List<ColumnValues> columns) {
		Map<String, NewValues> changes = new LinkedHashMap<>();
		for (ColumnValues values : columns) {
			if (values.up() != null) {
				changes.put(values.column().requiredName(), new NewValues(values.type(),
						this.table.bind(values.up(), "\"up\"", this.operation), false, null));
			}
		}
		if (!changes.isEmpty()) {
			this.table.requireNoRows("this change");
			this.table.record(new TableChange.ChangeValues(changes), this.operation);
		}
	}

	/** Returns the same change with the name until complete of a unique constraint. */
	private ColumnChange named(ColumnChange change, ColumnDraft column) {
		if (change.unique() == null) {
			return change;
		}
		this.table.requireFreeConstraint(change.unique().name());
		return change
			.with(new UniqueDefinition(this.table.objects().addKey(change.unique().name(), List.of(column), false)));
	}

	private NewValues newValues(ColumnDraft column, ColumnChange change) {
		ColumnType type = change.typeOf(column);
		Expression up = (change.up() != null) ? this.table.bind(change.up(), "\"up\"", this.operation)
				: this.table.bindColumn(column.requiredName(), "\"up\"", this.operation);
		Filling filling = column.filling();
		return change.defaultValue().isAbsent()
				? new NewValues(type, up, filling.defaultSql() != null, filling.defaultSql())
				: new NewValues(type, up, filling.defaultSql() != null || filling.isSerial(), null);
	}

}
