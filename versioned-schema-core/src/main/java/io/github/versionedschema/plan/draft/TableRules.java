package io.github.versionedschema.plan.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.model.ConstraintDefinition;
import io.github.versionedschema.migration.model.ConstraintType;
import io.github.versionedschema.migration.model.IndexParameters;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.draft.rule.DroppedConstraint;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewKey;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.name.RelationNames;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * The constraints and indexes that a chain adds to or drops from a table. If their
 * columns are replaced or dropped, they are moved or dropped too.
 */
final class TableRules {

	private final SharedTable table;

	private final List<Demand> demands = new ArrayList<>();

	private final List<NewIndex> indexes = new ArrayList<>();

	private final ExistingRules existing;

	TableRules(SharedTable table) {
		this.table = table;
		this.existing = new ExistingRules(table);
	}

	/** Returns the rules that the table had before. */
	ExistingRules existing() {
		return this.existing;
	}

	List<Demand> demands() {
		return Collections.unmodifiableList(this.demands);
	}

	List<NewIndex> indexes() {
		return Collections.unmodifiableList(this.indexes);
	}

	/** Returns whether an index of the newer version finds rows by these columns. */
	boolean isIndexed(Set<ColumnDraft> columns) {
		return isIndexedBefore(columns) || this.indexes.stream().anyMatch((index) -> index.finds(columns));
	}

	private boolean isIndexedBefore(Set<ColumnDraft> columns) {
		Set<Integer> numbers = columns.stream()
			.flatMap((column) -> Stream.ofNullable(column.ancestor()))
			.map(Column::number)
			.collect(Collectors.toSet());
		Set<String> leaving = this.existing.leavingIndexes();
		return numbers.size() == columns.size() && this.table.source()
			.indexes()
			.stream()
			.anyMatch((index) -> index.finds(numbers) && !leaving.contains(index.name()));
	}

	boolean hasIndex(String name) {
		return this.existing.hasIndex(name) || this.indexes.stream().anyMatch((index) -> index.name().equals(name));
	}

	/**
	 * Returns the name in the older version of an index, or the name of a new one.
	 * @throws Rejection if the newer version does not have it
	 */
	String requiredIndex(String name) {
		Optional<String> original = this.existing.original(name).filter(this::hasIndex);
		if (original.isEmpty()) {
			throw new Rejection(
					"Table %s has no index %s.".formatted(Names.shown(this.table.name()), Names.shown(name)),
					Names.suggestion(name,
							Stream
								.concat(this.table.source().indexes().stream().map(Index::name),
										this.indexes.stream().map(NewIndex::name))
								.filter(this::hasIndex)
								.toList()));
		}
		return original.get();
	}

	/**
	 * An existing constraint keeps its name in the database until complete. A constraint
	 * that the chain adds gets the name at once.
	 */
	void renameConstraint(String from, String to, RelationNames names) {
		if (isAdded(from)) {
			this.table.requireFreeConstraint(to);
			this.demands.replaceAll((demand) -> demand.name().equals(from) ? demand.named(to) : demand);
			this.indexes.replaceAll((index) -> isConstraint(index, from) ? renamed(index, to, names) : index);
			return;
		}
		this.existing.renameConstraint(from, to);
	}

	/** Takes back a check or unique constraint that the chain adds, if there is one. */
	Optional<DroppedConstraint> dropAdded(String name, RelationNames names) {
		for (Demand demand : this.demands) {
			if (demand.check() != null && demand.name().equals(name)) {
				this.demands.remove(demand);
				return Optional.of(new DroppedConstraint(name, demand.columns(), false, false));
			}
		}
		for (NewIndex index : this.indexes) {
			if (index.isConstraint() && index.name().equals(name)) {
				this.indexes.remove(index);
				names.giveBack(name);
				return Optional.of(new DroppedConstraint(name, index.columns(), false, false));
			}
		}
		return Optional.empty();
	}

	private static NewIndex renamed(NewIndex index, String to, RelationNames names) {
		names.giveBack(index.name());
		return index.named(to).waitingName(names.takeForIndex(to));
	}

	private boolean isAdded(String constraint) {
		return this.demands.stream().anyMatch((demand) -> demand.name().equals(constraint))
				|| this.indexes.stream().anyMatch((index) -> isConstraint(index, constraint));
	}

	private static boolean isConstraint(NewIndex index, String name) {
		return index.isConstraint() && index.name().equals(name);
	}

	void addNotNull(ColumnDraft column, Source operation) {
		this.demands.add(Demand.notNull(notNullName(column), column, operation));
	}

	void addCheck(CheckDefinition check, Source operation) {
		this.table.requireFreeConstraint(check.name());
		this.demands.add(Demand.check(check.name(), this.table.bind(check.constraint(), "\"check\"", operation),
				check.noInherit(), operation));
	}

	void addIndex(NewIndex index, RelationNames names) {
		Names.requireUsable(index.name(), "index");
		if (index.isConstraint()) {
			this.table.requireFreeConstraint(index.name());
		}
		this.indexes.add(index.waitingName(names.takeForIndex(index.name())));
	}

	/** Adds a unique constraint or a primary key. */
	void addKey(ConstraintDefinition constraint, List<ColumnDraft> members, RelationNames names, Source operation) {
		boolean primary = constraint.type() == ConstraintType.PRIMARY_KEY;
		if (primary) {
			requireNoPrimaryKey();
		}
		IndexParameters parameters = constraint.indexParameters();
		addIndex(new NewIndex(constraint.name(), true,
				new NewKey(primary, constraint.deferrable() || constraint.initiallyDeferred(),
						constraint.initiallyDeferred(), constraint.nullsNotDistinct(),
						(parameters != null) ? parameters.includeColumns().stream().map(this.table::column).toList()
								: List.of(),
						(parameters != null) ? parameters.tablespace() : null),
				null, members.stream().map(NewIndex.Key::new).toList(), null,
				(parameters != null) ? parameters.storageParameters() : null, operation), names);
		if (primary) {
			members.stream()
				.filter((column) -> !column.notNull())
				.forEach((column) -> changeNullability(column, false, operation));
		}
	}

	/** Returns the index of a unique constraint on one column. */
	static NewIndex unique(String name, ColumnDraft column, Source operation) {
		return new NewIndex(name, true, NewKey.UNIQUE, null, List.of(new NewIndex.Key(column)), null, null, operation);
	}

	/** Returns whether the newer version has a primary key with the column. */
	boolean isInPrimaryKey(ColumnDraft column) {
		return this.indexes.stream().anyMatch((index) -> index.isPrimary() && index.keyColumns().contains(column))
				|| this.existing.primaryKey()
					.filter((key) -> key.columns()
						.stream()
						.anyMatch((number) -> ExistingRules.hasNumber(column, number)))
					.isPresent();
	}

	private void requireNoPrimaryKey() {
		Stream<String> keys = Stream.concat(this.indexes.stream().filter(NewIndex::isPrimary).map(NewIndex::name),
				this.existing.primaryKey()
					.map(Constraint::name)
					.map((name) -> this.existing.renamedConstraints().getOrDefault(name, name))
					.stream());
		keys.findFirst().ifPresent((key) -> {
			throw new Rejection("Table %s already has the primary key %s.".formatted(Names.shown(this.table.name()),
					Names.shown(key)), "Add a unique constraint, or drop the primary key first.");
		});
	}

	void dropIndex(String name, RelationNames names, Source operation) {
		this.table.source().index(name).map(Index::constraint).ifPresent((constraint) -> {
			throw new Rejection("Index %s belongs to constraint %s of table %s.".formatted(Names.shown(name),
					Names.shown(constraint), Names.shown(this.table.name())), "Drop the constraint.");
		});
		if (this.indexes.removeIf((index) -> index.name().equals(name))) {
			names.giveBack(name);
		}
		else {
			this.existing.dropIndex(name, names, operation);
		}
	}

	/** Forgets the rules of a column that is dropped, whose names are free then. */
	void forget(ColumnDraft column, RelationNames names) {
		this.existing.forget(column);
		this.demands.removeIf((demand) -> demand.columns().contains(column));
		this.indexes.stream()
			.filter((index) -> index.columns().contains(column))
			.map(NewIndex::name)
			.forEach(names::giveBack);
		this.indexes.removeIf((index) -> index.columns().contains(column));
		this.existing.leavingIndexes().forEach(names::leaves);
	}

	/** Forgets all rules of a table that is dropped, whose names are free then. */
	void forget(RelationNames names) {
		this.existing.forgetNames();
		this.demands.clear();
		this.indexes.stream().map(NewIndex::name).forEach(names::giveBack);
		this.indexes.clear();
	}

	void changeNullability(ColumnDraft column, boolean nullable, Source operation) {
		this.demands.removeIf((demand) -> demand.column() == column);
		boolean already = column.source() != null && column.source().notNull() && !this.existing.dropsNotNull(column);
		if (!nullable && !already) {
			addNotNull(column, operation);
		}
		column.notNull(!nullable);
	}

	/** The constraints of a column also apply to its replacement. */
	void move(ColumnDraft column, ColumnDraft replacement, Source operation) {
		this.demands.addAll(this.existing.move(column, operation));
		this.demands.replaceAll((demand) -> demand.moved(column, replacement, operation));
		this.indexes.replaceAll((index) -> index.moved(column, replacement));
		if (replacement.notNull() && this.demands.stream().noneMatch((demand) -> demand.column() == replacement)) {
			addNotNull(replacement, operation);
		}
	}

	/** Returns whether the newer version has a unique constraint on one column. */
	boolean hasUnique(String name, ColumnDraft column) {
		return this.existing.hasUnique(name, column) || this.indexes.stream()
			.anyMatch((index) -> isConstraint(index, name) && index.keyColumns().equals(List.of(column)));
	}

	boolean hasConstraint(String name) {
		return this.existing.hasConstraint(name) || isAdded(name);
	}

	/**
	 * Differs from the name that PostgreSQL 18 gives the NOT NULL constraint, which
	 * replaces this check. The column may have had another name when the constraint was
	 * requested.
	 */
	private String notNullName(ColumnDraft column) {
		String wanted = "_vs_" + this.table.source().name() + "_" + column.requiredName() + "_not_null";
		String name = Identifier.truncatedWithHash(wanted);
		for (int number = 2; hasConstraint(name); number++) {
			name = Identifier.truncatedWithHash(wanted + "_" + number);
		}
		return name;
	}

}
