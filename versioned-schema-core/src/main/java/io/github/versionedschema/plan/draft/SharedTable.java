package io.github.versionedschema.plan.draft;

import java.util.List;
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
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivations;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Generations;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.draft.rule.DroppedConstraint;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewReplicaIdentity;
import io.github.versionedschema.plan.draft.rule.TableOrigin;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.plan.rejection.Rejections;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * A table that both versions use. Records what operations request, independent of the
 * SQL.
 */
public final class SharedTable extends TableDraft {

	private final Table source;

	private final Derivations values = new Derivations();

	private final TableRules rules;

	private final Generations generations = new Generations();

	private final TableOrigin origin = new TableOrigin();

	private @Nullable NewReplicaIdentity replicaIdentity;

	SharedTable(SchemaDraft schema, Table source) {
		super(schema, source.name(), source.physicalName(), null);
		this.source = source;
		this.rules = new TableRules(this);
		source.columns().forEach((column) -> add(new ColumnDraft(column, source.physical().firstName(column))));
	}

	/** Returns the table of the catalogue. */
	public Table source() {
		return this.source;
	}

	@Override
	public String lastingName() {
		return this.source.name();
	}

	@Override
	public boolean isIndexed(Set<ColumnDraft> columns) {
		return this.rules.isIndexed(columns);
	}

	@Override
	public List<ColumnDraft> rowKey() {
		return this.source.rowKey()
			.stream()
			.flatMap((key) -> columns().stream().filter((column) -> key.equals(column.source())))
			.toList();
	}

	/**
	 * Returns the columns that are NOT NULL in the older version, and of which a row of
	 * the newer version has no value until its transaction ends.
	 */
	public List<ColumnDraft> owedColumns() {
		return columns().stream().filter(ColumnDraft::isOwed).toList();
	}

	/** Returns the derivations, in the order of the operations. */
	public List<Derivation> derivations() {
		return this.values.list();
	}

	/** Returns the constraints that only the newer version has. */
	public List<Demand> demands() {
		return this.rules.demands();
	}

	/** Returns the indexes to build. */
	public List<NewIndex> newIndexes() {
		return this.rules.indexes();
	}

	/** Returns which of the constraints and indexes that the table had are dropped. */
	public ExistingRules existingRules() {
		return this.rules.existing();
	}

	/** Returns the expression of a new generated column, or null for other columns. */
	public @Nullable Expression generation(ColumnDraft column) {
		return this.generations.of(column);
	}

	/** Returns the operations that change the table, as readable text. */
	public List<String> origin() {
		return this.origin.operations();
	}

	/** Returns the last operation that changes the table. */
	public Source lastSource() {
		return this.origin.last();
	}

	/**
	 * Returns whether the versions see different columns, defaults, constraints or table
	 * names.
	 */
	public boolean needsViews() {
		return name() != null && (this.origin.ofColumns() != null || !this.source.name().equals(name()));
	}

	/**
	 * Returns the first operation that makes the versions see different columns, or the
	 * operation that renames or drops the table; null if there is none.
	 */
	public @Nullable Source changedBy() {
		Source columns = this.origin.ofColumns();
		return (columns != null) ? columns : namedBy();
	}

	/** Returns whether the newer version does not have the table. */
	public boolean isDropped() {
		return name() == null;
	}

	void touch(Source operation) {
		this.origin.add(operation);
		schema().touch(this);
	}

	void touchColumns(Source operation) {
		if (this.source.ofType() != null) {
			throw new Rejection(
					"Table %s gets its columns from type %s.".formatted(Names.shown(name()), this.source.ofType()),
					"Change the type, with the sql operation.");
		}
		touch(operation);
		this.origin.addOfColumns(operation);
	}

	@Override
	public void addColumn(ColumnDefinition definition, @Nullable ComputedValue up, Source operation) {
		new ColumnAddition(schema(), this, definition, up, operation).apply();
	}

	@Override
	public void dropColumn(ColumnDraft column, @Nullable ComputedValue down, Source operation) {
		new ColumnDrop(schema(), this, operation).apply(column, down);
	}

	@Override
	void renameColumn(ColumnDraft column, String to, Source operation) {
		requireFree(to);
		touchColumns(operation);
		column.rename(to, operation);
		computed().renamed(column, to, operation);
	}

	@Override
	boolean hasConstraint(String name) {
		return this.rules.hasConstraint(name) || schema().keys().has(this, name);
	}

	@Override
	boolean hasUnique(String constraint, ColumnDraft column) {
		return this.rules.hasUnique(constraint, column);
	}

	@Override
	void change(ColumnDraft column, ColumnChange change, Source operation) {
		new ColumnAlteration(schema(), this, change, operation).apply(column);
	}

	@Override
	void change(List<ColumnValues> columns, Source operation) {
		touchColumns(operation);
		Rejections rejections = new Rejections();
		new ColumnReplacement(schema(), this, operation).replace(columns, rejections);
		rejections.end();
	}

	/** Returns the derivations, which operations can extend. */
	Derivations values() {
		return this.values;
	}

	/** Returns the same derivations, for expressions that may read generated columns. */
	GeneratedValues computed() {
		return new GeneratedValues(this, this.values);
	}

	/** Returns the expressions of new generated columns, which operations can extend. */
	Generations generations() {
		return this.generations;
	}

	/** Moves rules and generated columns to the replacement of a column. */
	void move(ColumnDraft column, ColumnDraft replacement, Source operation) {
		this.generations.move(column, replacement).forEach(this::addLast);
		this.rules.move(column, replacement, operation);
	}

	TableRules rules() {
		return this.rules;
	}

	@Override
	public void addCheck(CheckDefinition check, Source operation) {
		touchColumns(operation);
		this.rules.addCheck(check, operation);
	}

	@Override
	void addKey(ConstraintDefinition constraint, List<ColumnDraft> members, Source operation) {
		touchColumns(operation);
		this.rules.addKey(constraint, members, schema().relations(), operation);
	}

	@Override
	public void addForeignKey(ConstraintDefinition constraint, TableForeignKeyReference reference, Source operation) {
		touchColumns(operation);
		schema().keys()
			.add(constraint.name(), this, constraint.columns().stream().map(this::column).toList(), reference,
					constraint.deferrable(), constraint.initiallyDeferred(), operation);
	}

	@Override
	void rename(String from, String to, Source operation) {
		if (schema().keys().has(this, from)) {
			requireFreeConstraint(to);
			schema().keys().rename(this, from, to);
		}
		else {
			this.rules.renameConstraint(from, to, schema().relations());
		}
		touch(operation);
	}

	@Override
	DroppedConstraint dropConstraint(String constraint, Source operation) {
		return new ConstraintDrop(this, operation).apply(constraint);
	}

	@Override
	public void addIndex(NewIndex index) {
		this.rules.addIndex(index, schema().relations());
		touch(index.source());
	}

	@Override
	public void dropIndex(String index, Source operation) {
		this.rules.dropIndex(index, schema().relations(), operation);
		touch(operation);
		schema().keys().requireKeys(this);
	}

	@Override
	public void setReplicaIdentity(ReplicaIdentityDefinition identity, Source operation) {
		new ReplicaIdentityChange(this, operation).apply(identity).ifPresent((changed) -> {
			this.replicaIdentity = changed;
			touch(operation);
		});
	}

	/** Returns the replica identity that the chain gives to the table, or null. */
	public @Nullable NewReplicaIdentity replicaIdentity() {
		return this.replicaIdentity;
	}

	/** Records a rename, after which the versions see different names. */
	void renamed(String to, Source operation) {
		touch(operation);
		if (!requiredName().equals(this.source.name())) {
			schema().relations().giveBack(requiredName());
		}
		schema().relations().add(to);
		rename(to, operation);
	}

}
