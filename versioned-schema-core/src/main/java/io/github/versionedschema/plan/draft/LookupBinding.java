package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Lookup;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.text.QualifiedNames;
import io.github.versionedschema.schema.Column;

/**
 * Binds the computation of a value from another table to the columns of both tables.
 */
final class LookupBinding {

	private final SchemaDraft schema;

	private final TableDraft owner;

	private final Direction direction;

	private final Source operation;

	/**
	 * Creates the binding.
	 * @param owner the table that gets the value
	 * @param direction which version's rows of the other table contain the value
	 */
	LookupBinding(SchemaDraft schema, TableDraft owner, Direction direction, Source operation) {
		this.schema = schema;
		this.owner = owner;
		this.direction = direction;
		this.operation = operation;
	}

	/**
	 * Binds the computation of the values of a dropped column. A row that the newer
	 * version inserts may precede the row of another table that has its value.
	 */
	static Expression down(SharedTable owner, ColumnDraft column, ComputedValue down, Source operation) {
		Expression expression = owner.bind(down, Direction.DOWN, operation);
		Lookup lookup = expression.lookup();
		if (lookup == null || column.source() == null || !column.notNull()) {
			return expression;
		}
		String otherwise = column.filling().defaultSql();
		if (otherwise != null) {
			return expression.otherwise(otherwise);
		}
		requireMayBeOwed(owner, column.source(), lookup);
		column.owe();
		return expression;
	}

	private static void requireMayBeOwed(SharedTable owner, Column column, Lookup lookup) {
		boolean identifies = owner.source()
			.indexes()
			.stream()
			.anyMatch((index) -> (index.primary() || index.replicaIdentity())
					&& index.columns().contains(column.number()));
		if (identifies || owner.source().physical().lateNotNulls().contains(column.number())) {
			throw new Rejection(
					"Column %s is NOT NULL without a default, and a row that the newer version inserts has no value until a row of table %s matches it."
						.formatted(Names.shown(column.name()), Names.shown(lookup.name())),
					identifies ? "Give the column a default in a migration before this one."
							: "Complete up to the version that made it NOT NULL first.");
		}
	}

	Expression bind(ComputedValue computed, String what) {
		String name = String.valueOf(computed.table());
		String where = String.valueOf(computed.where());
		SharedTable own = owner(what);
		TableDraft other = other(name, what);
		QualifiedNames names = QualifiedNames.of(computed.value() + "\n" + where);
		String ownName = ownName(own, names);
		List<Argument> ownColumns = own.shape();
		List<Argument> otherColumns = columns(other);
		requireColumns(names, ownName, own, ownColumns);
		requireColumns(names, name, other, otherColumns);
		List<Argument> read = mentioned(names, name, otherColumns, ownColumns);
		if (this.direction == Direction.UP) {
			read.forEach((column) -> requireOlder(other, column));
		}
		if (other instanceof SharedTable shared) {
			shared.touch(this.operation);
		}
		List<ColumnDraft> key = other.rowKey();
		return new Expression(computed.value(), mentioned(names, ownName, ownColumns, otherColumns), ownName, what,
				this.operation, new Lookup(other, this.schema.catalogue().schema(), name, read, key, where,
						computed.aggregate(), null));
	}

	private SharedTable owner(String what) {
		if (!(this.owner instanceof SharedTable own)) {
			throw new Rejection("Table %s has no rows yet, so %s cannot fill its column from another table."
				.formatted(Names.shown(this.owner.name()), what), "Add the column in the next migration.");
		}
		return own;
	}

	private TableDraft other(String name, String what) {
		TableDraft other = (this.direction == Direction.UP) ? this.schema.asOlder(name) : this.schema.table(name);
		if (other == this.owner) {
			throw new Rejection("%s reads the table of the column itself.".formatted(what),
					"Give %s as text: an SQL expression over a row of the table.".formatted(what));
		}
		if (this.direction == Direction.UP && !(other instanceof SharedTable)) {
			throw new Rejection(
					"Table %s is created by this migration, and %s cannot read it.".formatted(Names.shown(name), what),
					"Create it in a migration before this one.");
		}
		return other;
	}

	private static String ownName(SharedTable own, QualifiedNames names) {
		String older = own.source().name();
		return (!names.qualifiesWith(own.requiredName()) && names.qualifiesWith(older)) ? older : own.requiredName();
	}

	/** In the older version, a dropped column is still there. */
	private List<Argument> columns(TableDraft other) {
		Map<String, Argument> columns = new LinkedHashMap<>();
		other.shape().forEach((column) -> columns.put(column.name(), column));
		if (this.direction == Direction.UP) {
			for (ColumnDraft column : other.columns()) {
				String older = column.oldName();
				if (older != null && column.isOldOnly()) {
					columns.putIfAbsent(older, new Argument(older, column));
				}
			}
		}
		return new ArrayList<>(columns.values());
	}

	private static void requireColumns(QualifiedNames names, String table, TableDraft draft, List<Argument> columns) {
		List<String> known = columns.stream().map(Argument::name).toList();
		for (String column : names.columnsOf(table)) {
			if (!known.contains(column)) {
				throw new Rejection(
						"Table %s has no column %s.".formatted(Names.shown(draft.name()), Names.shown(column)),
						Names.suggestion(column, known));
			}
		}
	}

	private void requireOlder(TableDraft other, Argument column) {
		if (column.column().ancestor() == null) {
			throw new Rejection(
					"Column %s of table %s is new, and the value is computed from rows of the older version."
						.formatted(Names.shown(column.name()), Names.shown(other.name())),
					"Put this operation in the next migration.");
		}
		if (column.column().source() == null) {
			throw new Rejection(
					"Column %s of table %s gets its values from an earlier operation."
						.formatted(Names.shown(column.name()), Names.shown(other.name())),
					"Put this operation before that one, so that it reads the column as the older version has it.");
		}
	}

	private static List<Argument> mentioned(QualifiedNames names, String table, List<Argument> columns,
			List<Argument> others) {
		return columns.stream()
			.filter((column) -> names.reads(table, column.name())
					|| (names.readsUnqualified(column.name()) && isOnlyHere(column, others)))
			.toList();
	}

	private static boolean isOnlyHere(Argument column, List<Argument> others) {
		return others.stream().noneMatch((other) -> other.name().equals(column.name()));
	}

}
