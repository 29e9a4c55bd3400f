package io.github.versionedschema.plan.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.ColumnValues;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.rejection.Rejections;
import org.jspecify.annotations.Nullable;

/**
 * Replaces columns whose values differ between the versions with new columns, to which
 * all dependent objects are moved.
 */
final class ColumnReplacement {

	private final SchemaDraft schema;

	private final SharedTable table;

	private final Source operation;

	ColumnReplacement(SchemaDraft schema, SharedTable table, Source operation) {
		this.schema = schema;
		this.table = table;
		this.operation = operation;
	}

	/**
	 * Replaces columns. Each {@code up} reads the older columns, and each {@code down}
	 * the newer ones.
	 * @param rejections the collector of what is not possible
	 */
	void replace(List<ColumnValues> columns, Rejections rejections) {
		Map<ColumnValues, Expression> ups = new LinkedHashMap<>();
		columns.stream()
			.filter((values) -> isPossible(values.column(), rejections))
			.forEach((values) -> ups.put(values, bind(values.up(), "\"up\"", values.column().requiredName())));
		Map<ColumnValues, ColumnDraft> replacements = new LinkedHashMap<>();
		ups.keySet().forEach((values) -> replacements.put(values, replacement(values)));
		replacements.forEach((values, replacement) -> {
			this.table.computed().up(replacement, Objects.requireNonNull(ups.get(values)));
			rejections.attempt(() -> this.table.move(values.column(), replacement, this.operation));
			this.schema.keys().move(values.column(), replacement);
		});
		replacements.forEach((values, replacement) -> this.table.computed()
			.down(values.column(), bind(values.down(), "\"down\"", replacement.requiredName())));
	}

	private boolean isPossible(ColumnDraft column, Rejections rejections) {
		return column.source() != null
				|| rejections.attempt(() -> this.table.values().startFromDefault(column, this.operation));
	}

	private ColumnDraft replacement(ColumnValues values) {
		ColumnDraft replacement = new ColumnDraft(values.column(), values.type(), this.operation);
		values.column().drop(this.operation);
		this.table.add(replacement);
		return replacement;
	}

	private Expression bind(@Nullable String sql, String what, String column) {
		return (sql != null) ? this.table.bind(sql, what, this.operation)
				: this.table.bindColumn(column, what + " (the column itself, as none is given)", this.operation);
	}

}
