package io.github.versionedschema.plan.draft;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.ReplicaIdentityDefinition;
import io.github.versionedschema.migration.model.RowsOfTable;
import io.github.versionedschema.migration.model.TableForeignKeyReference;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.ColumnValues;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.RowSource;
import io.github.versionedschema.plan.draft.rule.DroppedConstraint;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.TableChange;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A table that the chain creates. Only the newer version uses it, so later operations on
 * it are carried out one by one.
 */
public final class CreatedTable extends TableDraft {

	private final CreatedObjects objects;

	private @Nullable RowSource rows;

	CreatedTable(SchemaDraft schema, String name, String physicalName, Source operation) {
		super(schema, name, physicalName, operation);
		this.objects = new CreatedObjects(this);
	}

	/**
	 * Creates a table.
	 * @param schema the draft to add it to
	 * @param name the table's name
	 * @param columns the table's columns
	 * @param comment its comment, or null
	 * @param constraints its constraints
	 * @param up how its rows are computed from those of another table, or null
	 * @param source the operation
	 * @return the table
	 */
	public static CreatedTable create(SchemaDraft schema, String name, List<ColumnDefinition> columns,
			@Nullable String comment, List<ConstraintDefinition> constraints, @Nullable RowsOfTable up, Source source) {
		return new TableCreation(schema, name, source).create(columns, comment, constraints, up);
	}

	/** Returns the rows of another table from which its rows are computed, or null. */
	public @Nullable RowSource rows() {
		return this.rows;
	}

	/** Fills the table with rows that are computed from those of another table. */
	void rows(RowSource source) {
		this.rows = source;
	}

	@Override
	public String lastingName() {
		return requiredName();
	}

	@Override
	public boolean isIndexed(Set<ColumnDraft> columns) {
		return this.objects.isIndexed(columns);
	}

	@Override
	public List<ColumnDraft> rowKey() {
		return this.objects.primaryKey();
	}

	/** Requires that an operation can still change values of the table. */
	void requireNoRows(String what) {
		if (this.rows != null) {
			throw new Rejection(
					"Table %s gets its rows from table %s, and %s would have to change them."
						.formatted(Names.shown(name()), Names.shown(this.rows.name()), what),
					"Say it in \"create_table\", or put this operation in the next migration.");
		}
	}

	/** Adds a column without recording a change. */
	ColumnDraft take(ColumnDefinition definition, Source source) {
		ColumnDraft column = new ColumnDraft(definition, source);
		add(column);
		if (definition.check() != null) {
			takeCheck(definition.check().name(), definition.check().constraint(), source);
		}
		if (definition.unique()) {
			this.objects.addUnique(column);
		}
		if (column.filling().isSerial() || column.filling().isIdentity()) {
			this.objects.addSequence(column);
		}
		return column;
	}

	/** Adds a check without recording a change. */
	void takeCheck(String check, String condition, Source source) {
		this.objects.addCheck(check, bind(condition, "\"check\"", source).columns());
	}

	CreatedObjects objects() {
		return this.objects;
	}

	/** Returns the name of the base schema. */
	public String schemaName() {
		return schema().catalogue().schema();
	}

	/** Records a change under the names that the table has now. */
	void record(TableChange change, Source source) {
		schema().script(new ScriptItem.NewTable(this, requiredName(), physicalName(), change, source));
	}

	@Override
	public void addColumn(ColumnDefinition definition, @Nullable ComputedValue up, Source source) {
		requireFree(definition.name());
		ColumnAddition.requireOneFilling(definition, up);
		if (definition.check() != null) {
			requireFreeConstraint(definition.check().name());
		}
		if (up != null || !(definition.nullable() || new ColumnDraft(definition, source).filling().fillsItself()
				|| definition.defaultValue() != null)) {
			requireNoRows("this column");
		}
		record(new TableChange.AddColumn(definition, (up != null) ? bind(up, Direction.UP, source) : null), source);
		ColumnDraft column = take(definition, source);
		if (definition.pk()) {
			this.objects.addPrimaryKey(List.of(column));
		}
		if (definition.references() != null) {
			schema().keys().add(this, List.of(column), definition.references(), source);
		}
	}

	@Override
	public void dropColumn(ColumnDraft column, @Nullable ComputedValue down, Source source) {
		if (this.rows != null && rowKey().contains(column)) {
			throw RowBinding.withoutKey(this);
		}
		record(new TableChange.DropColumn(column.requiredName()), source);
		column.drop(source);
		this.objects.drop(column);
		schema().keys().forget(column);
	}

	@Override
	void renameColumn(ColumnDraft column, String to, Source source) {
		requireFree(to);
		record(new TableChange.RenameColumn(column.requiredName(), to), source);
		column.rename(to, source);
		column.physicalName(to);
	}

	@Override
	boolean hasConstraint(String name) {
		return this.objects.hasConstraint(name);
	}

	@Override
	boolean hasUnique(String constraint, ColumnDraft column) {
		return this.objects.hasUnique(constraint, column);
	}

	@Override
	void change(ColumnDraft column, ColumnChange change, Source source) {
		new CreatedColumnChange(this, source).apply(column, change);
	}

	@Override
	void change(List<ColumnValues> columns, Source source) {
		new CreatedColumnChange(this, source).apply(columns);
	}

	@Override
	public void addCheck(CheckDefinition check, Source source) {
		requireFreeConstraint(check.name());
		takeCheck(check.name(), check.constraint(), source);
		record(new TableChange.AddCheck(check), source);
	}

	@Override
	void addKey(ConstraintDefinition constraint, List<ColumnDraft> members, Source source) {
		requireFreeConstraint(constraint.name());
		if (constraint.indexParameters() != null) {
			constraint.indexParameters().includeColumns().forEach(this::column);
		}
		String waitingName = this.objects.addKey(constraint.name(), members,
				constraint.deferrable() || constraint.initiallyDeferred());
		if (constraint.type() == ConstraintType.PRIMARY_KEY) {
			members.forEach((column) -> column.notNull(true));
			this.objects.primary(waitingName);
		}
		record(new TableChange.AddConstraint(constraint.named(waitingName)), source);
	}

	@Override
	public void addForeignKey(ConstraintDefinition constraint, TableForeignKeyReference reference, Source source) {
		requireFreeConstraint(constraint.name());
		schema().keys()
			.add(constraint.name(), this, constraint.columns().stream().map(this::column).toList(), reference,
					constraint.deferrable(), constraint.initiallyDeferred(), source);
	}

	@Override
	void rename(String from, String to, Source source) {
		requireFreeConstraint(to);
		if (schema().keys().has(this, from)) {
			schema().keys().rename(this, from, to);
		}
		else {
			record(this.objects.renameConstraint(from, to), source);
		}
	}

	@Override
	DroppedConstraint dropConstraint(String constraint, Source source) {
		Optional<DroppedConstraint> reference = schema().keys().drop(this, constraint);
		if (reference.isPresent()) {
			return reference.get();
		}
		String key = this.objects.key(constraint);
		List<ColumnDraft> columns = this.objects.dropConstraint(constraint);
		if (this.rows != null && rowKey().isEmpty()) {
			throw RowBinding.withoutKey(this);
		}
		record(new TableChange.DropConstraint((key != null) ? key : constraint), source);
		if (key != null) {
			schema().keys().requireKeys(this);
		}
		return new DroppedConstraint(constraint, columns, false, false);
	}

	@Override
	public void setReplicaIdentity(ReplicaIdentityDefinition identity, Source source) {
		String index = identity.index();
		record(new TableChange.SetReplicaIdentity(identity.type(), (index != null) ? this.objects.index(index) : null),
				source);
	}

	@Override
	public void addIndex(NewIndex index) {
		Names.requireUsable(index.name(), "index");
		record(new TableChange.CreateIndex(this.objects.add(index)), index.source());
	}

	@Override
	public void dropIndex(String index, Source source) {
		record(new TableChange.DropIndex(index, this.objects.dropIndex(index).waitingName()), source);
		schema().keys().requireKeys(this);
	}

	/**
	 * Renames the table: at once if the name is free in the base schema, otherwise at
	 * complete.
	 */
	void renamed(String to, Source source) {
		schema().relations().giveBack(requiredName());
		schema().relations().giveBack(physicalName());
		String physical = schema().physicalName(to);
		record(new TableChange.Rename(to, physical), source);
		physicalName(physical);
		schema().relations().add(to);
		rename(to, source);
	}

	/** Drops the table again. */
	void dropped(Source source) {
		record(new TableChange.Drop(), source);
		this.objects.dropAll();
		schema().relations().giveBack(requiredName());
		schema().relations().giveBack(physicalName());
	}

}
