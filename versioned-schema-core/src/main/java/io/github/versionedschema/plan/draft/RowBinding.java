package io.github.versionedschema.plan.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.RowsOfTable;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.RowSource;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.plan.text.QualifiedNames;

/**
 * Binds the computation of a new table's rows to the columns of both tables.
 */
final class RowBinding {

	private final SchemaDraft schema;

	private final CreatedTable table;

	private final boolean whole;

	private final Source operation;

	/**
	 * Creates the binding.
	 * @param table the new table
	 * @param whole whether the definition of the table has no other mistakes
	 */
	RowBinding(SchemaDraft schema, CreatedTable table, boolean whole, Source operation) {
		this.schema = schema;
		this.table = table;
		this.whole = whole;
		this.operation = operation;
	}

	/** Refuses a table without a key by which the older version could find its rows. */
	static Rejection withoutKey(CreatedTable table) {
		return new Rejection(
				"Table %s has no primary key, by which its rows could be found when rows of the other table change."
					.formatted(Names.shown(table.name())),
				"Give it a primary key whose columns have values in \"up\".");
	}

	/** Binds the values, and reports all that is wrong. */
	void bind(RowsOfTable up, Rejections rejections) {
		Map<ColumnDraft, String> values = new LinkedHashMap<>();
		up.values().forEach((column, value) -> rejections.attempt(() -> values.put(target(column), value)));
		if (this.whole) {
			rejections.attempt(this::requireKey);
			this.table.visibleColumns()
				.stream()
				.filter((column) -> !up.values().containsKey(column.requiredName()))
				.forEach((column) -> rejections.attempt(() -> requireValue(column)));
		}
		rejections.attempt(() -> this.table.rows(source(up, values)));
	}

	private ColumnDraft target(String column) {
		ColumnDraft target = this.whole ? this.table.column(column)
				: this.table.find(column).orElseThrow(Rejection::consequence);
		if (target.isGenerated()) {
			throw new Rejection(
					"Column %s is generated and cannot have a value in \"up\".".formatted(Names.shown(target.name())),
					"Leave the value out.");
		}
		return target;
	}

	private void requireKey() {
		List<ColumnDraft> key = this.table.rowKey();
		if (key.isEmpty()) {
			throw withoutKey(this.table);
		}
		if (!this.table.objects().keys().contains(Set.copyOf(key))) {
			throw new Rejection("The primary key of table %s is deferrable, and cannot decide which rows exist."
				.formatted(Names.shown(this.table.name())), "Leave \"deferrable\" out.");
		}
	}

	private void requireValue(ColumnDraft column) {
		if (this.table.rowKey().contains(column)) {
			throw new Rejection(
					"Column %s is part of the primary key of table %s, and \"up\" has no value for it."
						.formatted(Names.shown(column.name()), Names.shown(this.table.name())),
					"Compute it from the row in \"values\", or choose another primary key.");
		}
		boolean filled = column.filling().defaultSql() != null || column.filling().fillsItself();
		if (column.notNull() && !filled) {
			throw new Rejection(
					"Column %s of table %s is NOT NULL without a default, and \"up\" has no value for it."
						.formatted(Names.shown(column.name()), Names.shown(this.table.name())),
					"Give it a value in \"values\", a \"default\", or \"nullable\": true.");
		}
	}

	private RowSource source(RowsOfTable up, Map<ColumnDraft, String> values) {
		SharedTable other = other(up.table());
		List<Argument> columns = other.columns()
			.stream()
			.filter((column) -> column.source() != null)
			.map((column) -> new Argument(String.valueOf(column.oldName()), column))
			.toList();
		String text = Stream.concat(up.values().values().stream(), Stream.of(up.rows(), up.where()))
			.filter(Objects::nonNull)
			.collect(Collectors.joining("\n"));
		QualifiedNames names = QualifiedNames.of(text);
		requireColumns(names, up.table(), columns);
		RowSource.Match match = (up.where() != null) ? match(up.where()) : null;
		other.touch(this.operation);
		List<Argument> read = Expression.bind(text, columns, up.table(), "\"up\"", this.operation).arguments();
		return new RowSource(other, up.table(), read, values, up.rows(), match, this.operation);
	}

	private SharedTable other(String name) {
		if (!(this.schema.asOlder(name) instanceof SharedTable shared)) {
			throw new Rejection(
					"Table %s is created by this migration, and \"up\" cannot read it.".formatted(Names.shown(name)),
					"Create it in a migration before this one.");
		}
		return shared;
	}

	private static void requireColumns(QualifiedNames names, String table, List<Argument> columns) {
		List<String> known = columns.stream().map(Argument::name).toList();
		for (String column : names.columnsOf(table)) {
			if (!known.contains(column)) {
				throw new Rejection("Table %s has no column %s.".formatted(Names.shown(table), Names.shown(column)),
						Names.suggestion(column, known));
			}
		}
	}

	private RowSource.Match match(String where) {
		String name = this.table.requiredName();
		if (this.whole) {
			requireColumns(QualifiedNames.of(where), name, this.table.shape());
		}
		return new RowSource.Match(where, name,
				Expression.bind(where, this.table.shape(), name, "\"up\"", this.operation).arguments());
	}

}
