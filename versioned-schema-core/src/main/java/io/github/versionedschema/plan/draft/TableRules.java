package io.github.versionedschema.plan.draft;

import io.github.versionedschema.plan.draft.column.NewIndex;
import io.github.versionedschema.plan.draft.column.NewKey;
import io.github.versionedschema.plan.draft.column.Demand;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.CheckDefinition;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.name.RelationNames;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.LateCheck;

/**
 * The constraints and indexes that a chain adds to or drops from a table. If their
 * columns are replaced or dropped, they are moved or dropped too.
 */
final class TableRules {

	private final SharedTable table;

	private final List<Demand> demands = new ArrayList<>();

	private final List<NewIndex> indexes = new ArrayList<>();

	private final Map<String, Source> droppedIndexes = new LinkedHashMap<>();

	private final Map<String, String> renamedConstraints = new LinkedHashMap<>();

	private final LateChecks lateChecks;

	private final ConstraintDrops drops = new ConstraintDrops();

	TableRules(SharedTable table) {
		this.table = table;
		this.lateChecks = new LateChecks(table);
	}

	List<Demand> demands() {
		return Collections.unmodifiableList(this.demands);
	}

	List<NewIndex> indexes() {
		return Collections.unmodifiableList(this.indexes);
	}

	/** Returns the indexes to drop, with the operations that drop them. */
	Map<String, Source> droppedIndexes() {
		return Collections.unmodifiableMap(this.droppedIndexes);
	}

	ConstraintDrops drops() {
		return this.drops;
	}

	Map<String, String> renamedConstraints() {
		return Collections.unmodifiableMap(this.renamedConstraints);
	}

	/**
	 * Returns the names of indexes that the newer version does not have, including those
	 * that are dropped with a column.
	 */
	Set<String> leavingIndexes() {
		Set<String> leaving = new LinkedHashSet<>(this.droppedIndexes.keySet());
		this.table.source()
			.indexes()
			.stream()
			.filter((index) -> isDropped(index.columns()) || this.drops.contains(index))
			.map(Index::name)
			.forEach(leaving::add);
		return leaving;
	}

	boolean hasIndex(String name) {
		boolean existing = this.table.source().index(name).isPresent() && !leavingIndexes().contains(name);
		return existing || this.indexes.stream().anyMatch((index) -> index.name().equals(name));
	}

	/**
	 * Returns the name in the older version of an index, or the name of a new one.
	 * @throws Rejection if the newer version does not have it
	 */
	String requiredIndex(String name) {
		String original = this.renamedConstraints.entrySet()
			.stream()
			.filter((renamed) -> renamed.getValue().equals(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(name);
		if (!hasIndex(original) || this.renamedConstraints.containsKey(name)) {
			throw new Rejection(
					"Table %s has no index %s.".formatted(Names.shown(this.table.name()), Names.shown(name)),
					Names.suggestion(name,
							Stream
								.concat(this.table.source().indexes().stream().map(Index::name),
										this.indexes.stream().map(NewIndex::name))
								.filter(this::hasIndex)
								.toList()));
		}
		return original;
	}

	/** Returns the constraint of that name, unless it or a column of it is dropped. */
	Optional<Constraint> constraint(String name) {
		return this.table.source()
			.constraint(name)
			.filter((constraint) -> !isDropped(constraint.columns()) && !this.drops.contains(constraint));
	}

	private boolean isDropped(Collection<Integer> columns) {
		return columns.stream()
			.anyMatch((number) -> this.table.columns()
				.stream()
				.anyMatch((column) -> column.isOldOnly() && hasNumber(column, number))
					&& this.table.visibleColumns().stream().noneMatch((column) -> hasNumber(column, number)));
	}

	private static boolean hasNumber(ColumnDraft column, int number) {
		Column ancestor = column.ancestor();
		return ancestor != null && ancestor.number() == number;
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
		String original = originalName(from);
		Optional<Constraint> constraint = constraint(original);
		if (constraint.isEmpty() && lateCheck(original).isEmpty()) {
			throw missing(from);
		}
		constraint.ifPresent(this::requireSameNotNull);
		this.table.requireFreeConstraint(to);
		if (constraint.filter((key) -> key.type() != Constraint.Type.FOREIGN_KEY && key.index() != null).isPresent()) {
			names.takeForConstraint(to);
		}
		this.renamedConstraints.put(original, to);
	}

	/** Returns the late check of that name, unless it or a column of it is dropped. */
	Optional<LateCheck> lateCheck(String name) {
		return this.lateChecks.of(name)
			.filter((check) -> !isDropped(check.columns().values()) && !this.drops.names().contains(name));
	}

	/** Records that complete drops a constraint. */
	void dropConstraint(String name, RelationNames names, Source operation) {
		constraint(name).filter((key) -> key.type() != Constraint.Type.FOREIGN_KEY)
			.map(Constraint::index)
			.ifPresent(names::leaves);
		this.drops.add(name, operation);
		this.renamedConstraints.remove(name);
		this.lateChecks.forget(name);
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
		return index.named(to).meanwhile(names.takeForIndex(to));
	}

	private boolean isAdded(String constraint) {
		return this.demands.stream().anyMatch((demand) -> demand.name().equals(constraint))
				|| this.indexes.stream().anyMatch((index) -> isConstraint(index, constraint));
	}

	private static boolean isConstraint(NewIndex index, String name) {
		return index.isConstraint() && index.name().equals(name);
	}

	/** PostgreSQL names the NOT NULL constraint of a replacement. */
	private void requireSameNotNull(Constraint constraint) {
		if (constraint.type() != Constraint.Type.NOT_NULL) {
			return;
		}
		this.table.visibleColumns()
			.stream()
			.filter((column) -> column.isNewOnly() && hasNumber(column, constraint.columns().get(0)))
			.findFirst()
			.ifPresent((column) -> {
				String what = "The NOT NULL constraint %s of table %s".formatted(Names.shown(constraint.name()),
						Names.shown(this.table.name()));
				throw column.notNull()
						? new Rejection(what + " is on a column that changes its values in the same chain.",
								"Rename it in a later migration, when this one is completed.")
						: new Rejection(what + " is dropped in the same chain.", "Leave the operation out.");
			});
	}

	String originalName(String name) {
		if (this.renamedConstraints.containsKey(name)) {
			throw missing(name);
		}
		return this.renamedConstraints.entrySet()
			.stream()
			.filter((renamed) -> renamed.getValue().equals(name))
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(name);
	}

	Rejection missing(String constraint) {
		boolean existed = !this.drops.names().contains(constraint)
				&& (this.table.source().constraint(constraint).isPresent()
						|| this.lateChecks.of(constraint).isPresent());
		if (existed && !this.renamedConstraints.containsKey(constraint)) {
			return new Rejection("Constraint %s of table %s is dropped with its column in the same chain."
				.formatted(Names.shown(constraint), Names.shown(this.table.name())), "Leave the operation out.");
		}
		return new Rejection(
				"Table %s has no constraint %s.".formatted(Names.shown(this.table.name()), Names.shown(constraint)),
				Names.suggestion(constraint, Stream
					.concat(this.table.source().constraints().stream().map(Constraint::name), this.lateChecks.names())
					.filter((name) -> !this.drops.names().contains(name))
					.toList()));
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
		this.indexes.add(index.meanwhile(names.takeForIndex(index.name())));
	}

	/** Returns the index of a unique constraint on one column. */
	static NewIndex unique(String name, ColumnDraft column, Source operation) {
		return new NewIndex(name, true, NewKey.UNIQUE, null, List.of(new NewIndex.Key(column)), null, null, operation);
	}

	/** Returns whether the newer version has a primary key with the column. */
	boolean isInPrimaryKey(ColumnDraft column) {
		return this.indexes.stream().anyMatch((index) -> index.isPrimary() && index.keyColumns().contains(column))
				|| existingPrimaryKey()
					.filter((key) -> key.columns().stream().anyMatch((number) -> hasNumber(column, number)))
					.isPresent();
	}

	void requireNoPrimaryKey() {
		Stream<String> keys = Stream.concat(this.indexes.stream().filter(NewIndex::isPrimary).map(NewIndex::name),
				existingPrimaryKey().map(Constraint::name)
					.map((name) -> this.renamedConstraints.getOrDefault(name, name))
					.stream());
		keys.findFirst().ifPresent((key) -> {
			throw new Rejection("Table %s already has the primary key %s.".formatted(Names.shown(this.table.name()),
					Names.shown(key)), "Add a unique constraint, or drop the primary key first.");
		});
	}

	private Optional<Constraint> existingPrimaryKey() {
		return this.table.source().primaryKey().flatMap((key) -> constraint(key.name()));
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
			this.droppedIndexes.put(name, operation);
			names.leaves(name);
		}
	}

	/** Forgets the rules of a column that is dropped, whose names are free then. */
	void forget(ColumnDraft column, RelationNames names) {
		Column ancestor = column.ancestor();
		if (ancestor != null) {
			this.renamedConstraints.keySet().removeIf((name) -> mentions(name, ancestor.number()));
		}
		this.lateChecks.forget(column);
		this.demands.removeIf((demand) -> demand.columns().contains(column));
		this.indexes.stream()
			.filter((index) -> index.columns().contains(column))
			.map(NewIndex::name)
			.forEach(names::giveBack);
		this.indexes.removeIf((index) -> index.columns().contains(column));
		leavingIndexes().forEach(names::leaves);
	}

	private boolean mentions(String constraint, int column) {
		return this.table.source().constraint(constraint).filter((key) -> key.columns().contains(column)).isPresent()
				|| this.lateChecks.of(constraint).filter((check) -> check.mentions(List.of(column))).isPresent();
	}

	void changeNullability(ColumnDraft column, boolean nullable, Source operation) {
		this.demands.removeIf((demand) -> demand.column() == column);
		boolean already = column.source() != null && column.source().notNull() && !dropsNotNull(column);
		if (!nullable && !already) {
			addNotNull(column, operation);
		}
		column.notNull(!nullable);
	}

	private boolean dropsNotNull(ColumnDraft column) {
		return this.table.source()
			.constraints()
			.stream()
			.filter(this.drops::contains)
			.anyMatch((constraint) -> constraint.type() == Constraint.Type.NOT_NULL
					&& hasNumber(column, constraint.columns().get(0)));
	}

	/** The constraints of a column also apply to its replacement. */
	void move(ColumnDraft column, ColumnDraft replacement, Source operation) {
		this.renamedConstraints.keySet()
			.stream()
			.flatMap((name) -> this.table.source().constraint(name).stream())
			.filter((constraint) -> constraint.columns().stream().anyMatch((number) -> hasNumber(column, number)))
			.forEach(this::requireSameNotNull);
		this.demands.addAll(this.lateChecks.take(column, operation));
		this.demands.replaceAll((demand) -> demand.moved(column, replacement, operation));
		this.indexes.replaceAll((index) -> index.moved(column, replacement));
		if (replacement.notNull() && this.demands.stream().noneMatch((demand) -> demand.column() == replacement)) {
			addNotNull(replacement, operation);
		}
	}

	/** Returns whether the newer version has a unique constraint on one column. */
	boolean hasUnique(String name, ColumnDraft column) {
		Column ancestor = column.ancestor();
		boolean before = ancestor != null && !this.renamedConstraints.containsKey(name)
				&& this.table.source()
					.constraint(originalName(name))
					.filter((key) -> key.type() == Constraint.Type.UNIQUE
							&& key.columns().equals(List.of(ancestor.number())) && !this.drops.contains(key))
					.isPresent();
		return before || this.indexes.stream()
			.anyMatch((index) -> isConstraint(index, name) && index.keyColumns().equals(List.of(column)));
	}

	boolean hasConstraint(String name) {
		return constraint(name).isPresent() || lateCheck(name).isPresent()
				|| this.renamedConstraints.containsValue(name) || isAdded(name);
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
