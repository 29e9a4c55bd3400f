package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ReplicaIdentityDefinition;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.ColumnValues;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.DroppedConstraint;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A table that the chain changes: either a table of the older version, or a table that
 * the chain creates.
 */
public abstract sealed class TableDraft extends TableShape permits SharedTable, CreatedTable {

	private final SchemaDraft schema;

	TableDraft(SchemaDraft schema, String name, String physicalName, @Nullable Source operation) {
		super(name, physicalName, operation);
		this.schema = schema;
	}

	@Override
	public final SchemaDraft schema() {
		return this.schema;
	}

	/**
	 * Returns the name until complete of a constraint whose final name another one has.
	 */
	public static String waitingName(String constraint) {
		return Identifier.truncatedWithHash("_vs_new_" + constraint);
	}

	/**
	 * Binds the computation of a value to the current columns of this table and, if it
	 * names another table, of that one.
	 * @param direction which version's rows of the other table contain the values
	 */
	final Expression bind(ComputedValue computed, Direction direction, Source source) {
		String what = (direction == Direction.UP) ? "\"up\"" : "\"down\"";
		return (computed.table() != null) ? new LookupBinding(this.schema, this, direction, source).bind(computed, what)
				: bind(computed.value(), what, source);
	}

	/**
	 * Returns the name that identifies the table among those of the chain: in the older
	 * version, or in the newer one if the chain creates it.
	 */
	public abstract String lastingName();

	/** Returns the columns by which a row can be found; empty if there are none. */
	public abstract List<ColumnDraft> rowKey();

	/**
	 * Adds a column.
	 * @param definition the column
	 * @param up how its values are computed from older rows, or null
	 * @param source the operation
	 */
	public abstract void addColumn(ColumnDefinition definition, @Nullable ComputedValue up, Source source);

	/**
	 * Drops a column.
	 * @param column the column
	 * @param down how the value for the older version is computed from rows of the newer
	 * version, or null
	 * @param source the operation
	 */
	public abstract void dropColumn(ColumnDraft column, @Nullable ComputedValue down, Source source);

	/**
	 * Renames a column.
	 * @param from its name
	 * @param to its new name
	 * @param source the operation
	 */
	public void renameColumn(String from, String to, Source source) {
		try {
			ColumnDraft column = column(from);
			if (from.equals(to)) {
				noteUnchanged(column, List.of("name"), source);
			}
			else {
				renameColumn(column, to, source);
			}
		}
		catch (Rejection ex) {
			notRenamed(from, to);
			throw ex;
		}
	}

	abstract void renameColumn(ColumnDraft column, String to, Source source);

	/**
	 * Changes a column. What the column already is does not change.
	 * @param column the column
	 * @param change the changes
	 * @param source the operation
	 */
	public void alterColumn(ColumnDraft column, ColumnChange change, Source source) {
		List<String> already = new ArrayList<>();
		ColumnChange rest = change.beyond(column, this.schema.catalogue().schema(),
				(unique) -> hasUnique(unique.name(), column), already);
		if (!already.isEmpty()) {
			noteUnchanged(column, already, source);
		}
		if (!rest.isEmpty()) {
			change(column, rest, source);
		}
	}

	private void noteUnchanged(ColumnDraft column, List<String> properties, Source source) {
		this.schema.note("Column %s of table %s already has the requested %s: nothing is changed there."
			.formatted(Names.shown(column.name()), Names.shown(name()), String.join(", ", properties)), source);
	}

	/** Returns whether a unique constraint is on this column alone. */
	abstract boolean hasUnique(String constraint, ColumnDraft column);

	abstract void change(ColumnDraft column, ColumnChange change, Source source);

	/**
	 * Changes the values of columns together. A column that is in one of the maps only is
	 * copied in the other direction.
	 * @param ups the SQL expressions of newer values over the older columns, by column
	 * @param downs the SQL expressions of older values over the newer columns, by column
	 * @param source the operation
	 */
	public void changeValues(Map<String, String> ups, Map<String, String> downs, Source source) {
		Set<String> names = new LinkedHashSet<>(ups.keySet());
		names.addAll(downs.keySet());
		Rejections rejections = new Rejections();
		List<ColumnValues> values = new ArrayList<>();
		names.forEach((name) -> rejections.attempt(() -> {
			ColumnDraft column = column(name);
			values.add(new ColumnValues(column, column.columnType(), ups.get(name), downs.get(name)));
		}));
		if (!values.isEmpty()) {
			rejections.attempt(() -> change(values, source));
		}
		rejections.end();
	}

	abstract void change(List<ColumnValues> columns, Source source);

	/**
	 * Adds a check.
	 * @param check the check
	 * @param source the operation
	 */
	public abstract void addCheck(CheckDefinition check, Source source);

	/**
	 * Adds a unique constraint or a primary key.
	 * @param constraint the constraint
	 * @param source the operation
	 */
	public void addKey(ConstraintDefinition constraint, Source source) {
		List<String> names = constraint.columns();
		if (names.isEmpty()) {
			throw new Rejection("Constraint %s has no columns.".formatted(Names.shown(constraint.name())),
					"Give \"columns\".");
		}
		if (Set.copyOf(names).size() < names.size()) {
			throw new Rejection("Constraint %s names a column twice.".formatted(Names.shown(constraint.name())),
					"Name each column once in \"columns\".");
		}
		addKey(constraint, names.stream().map(this::column).toList(), source);
	}

	abstract void addKey(ConstraintDefinition constraint, List<ColumnDraft> members, Source source);

	/**
	 * Adds a foreign key.
	 * @param constraint the constraint
	 * @param reference the columns that it references
	 * @param source the operation
	 */
	public abstract void addForeignKey(ConstraintDefinition constraint, TableForeignKeyReference reference,
			Source source);

	/**
	 * Renames a constraint.
	 * @param from its name
	 * @param to its new name
	 * @param source the operation
	 */
	public void renameConstraint(String from, String to, Source source) {
		if (from.equals(to) && hasConstraint(from)) {
			this.schema.note("Constraint %s of table %s already has this name: nothing is changed there."
				.formatted(Names.shown(from), Names.shown(name())), source);
		}
		else {
			rename(from, to, source);
		}
	}

	abstract void rename(String from, String to, Source source);

	/** Returns whether the newer version has a constraint or foreign key of that name. */
	abstract boolean hasConstraint(String name);

	/** Requires that a constraint of the table can have the name. */
	void requireFreeConstraint(String name) {
		Names.requireUsable(name, "constraint");
		if (hasConstraint(name)) {
			throw new Rejection(
					"Table %s already has a constraint %s.".formatted(Names.shown(name()), Names.shown(name)),
					"Choose another name.");
		}
	}

	/**
	 * Drops a constraint. If values change too, they are those of its one column.
	 * @param constraint its name
	 * @param up how the newer values are computed from older rows, or null
	 * @param down how the older values, which keep the constraint, are computed from
	 * newer rows, or null
	 * @param source the operation
	 */
	public void dropConstraint(String constraint, @Nullable String up, @Nullable String down, Source source) {
		DroppedConstraint dropped = dropConstraint(constraint, source);
		if (up != null || down != null) {
			alterColumn(dropped.onlyColumn(), dropped.values(up, down), source);
		}
		else {
			noteUntilComplete(dropped, source);
		}
	}

	/**
	 * Drops a constraint. If values change too, they are those of all its columns.
	 * @param constraint its name
	 * @param ups the SQL expressions of newer values over the older columns, by column
	 * @param downs the SQL expressions of older values, which keep the constraint, over
	 * the newer columns, by column
	 * @param source the operation
	 */
	public void dropConstraint(String constraint, Map<String, String> ups, Map<String, String> downs, Source source) {
		DroppedConstraint dropped = dropConstraint(constraint, source);
		if (ups.isEmpty() && downs.isEmpty()) {
			noteUntilComplete(dropped, source);
		}
		else {
			dropped.requireValues(ups, downs);
			changeValues(ups, downs, source);
		}
	}

	private void noteUntilComplete(DroppedConstraint dropped, Source source) {
		if (dropped.late()) {
			this.schema.note("Constraint %s of table %s stays for all live versions until complete, which drops it."
				.formatted(Names.shown(dropped.name()), Names.shown(name())), source);
		}
	}

	abstract DroppedConstraint dropConstraint(String constraint, Source source);

	/**
	 * Sets what identifies a row for logical replication.
	 * @param identity the identity
	 * @param source the operation
	 */
	public abstract void setReplicaIdentity(ReplicaIdentityDefinition identity, Source source);

	/**
	 * Adds an index.
	 * @param index the index
	 */
	public abstract void addIndex(NewIndex index);

	/**
	 * Drops an index.
	 * @param index the index's name
	 * @param source the operation
	 */
	public abstract void dropIndex(String index, Source source);

}
