package io.github.versionedschema.plan.draft;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.ConstraintDrops;
import io.github.versionedschema.plan.draft.rule.Demand;
import io.github.versionedschema.plan.name.ConstraintNames;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.name.RelationNames;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.ForeignKey;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.LateCheck;
import org.jspecify.annotations.Nullable;

/**
 * The constraints and indexes that a table had before the chain: which of them the newer
 * version still has, and under which names.
 */
public final class ExistingRules {

	private final SharedTable table;

	private final Map<String, Source> droppedIndexes = new LinkedHashMap<>();

	private final ConstraintNames names;

	private final Set<String> movedChecks = new LinkedHashSet<>();

	private final LateChecks lateChecks;

	private final ConstraintDrops drops = new ConstraintDrops();

	ExistingRules(SharedTable table) {
		this.table = table;
		this.names = new ConstraintNames(table.schema().relations());
		this.lateChecks = new LateChecks(table);
	}

	/** Returns the indexes to drop, with the operations that drop them. */
	public Map<String, Source> droppedIndexes() {
		return Collections.unmodifiableMap(this.droppedIndexes);
	}

	/** Returns the constraints that operations drop. */
	public ConstraintDrops drops() {
		return this.drops;
	}

	/**
	 * Returns the new names of constraints that the chain renames, by their old names,
	 * without those of which only a replacement will exist.
	 */
	public Map<String, String> renamedConstraints() {
		return withoutMoved(this.names.renamed());
	}

	/**
	 * Returns the names that complete of the table gives to these constraints, by their
	 * old names. Some get the final ones when all tables are complete, as other tables
	 * have indexes of these names.
	 */
	public Map<String, String> namesAfterContract() {
		return withoutMoved(this.names.afterContract());
	}

	private Map<String, String> withoutMoved(Map<String, String> names) {
		Map<String, String> renamed = new LinkedHashMap<>(names);
		renamed.keySet().removeAll(this.movedChecks);
		return Collections.unmodifiableMap(renamed);
	}

	/**
	 * Returns the names of indexes that the newer version does not have, including those
	 * that are dropped with a column.
	 */
	public Set<String> leavingIndexes() {
		Set<String> leaving = new LinkedHashSet<>(this.droppedIndexes.keySet());
		this.table.source()
			.indexes()
			.stream()
			.filter((index) -> isDropped(index.columns()) || this.drops.contains(index))
			.map(Index::name)
			.forEach(leaving::add);
		return leaving;
	}

	/**
	 * Returns the operation that drops an index, or the constraint that it belongs to;
	 * null if there is none.
	 */
	public @Nullable Source dropOf(Index index) {
		Source drop = this.droppedIndexes.get(index.name());
		return (drop != null) ? drop : this.drops.of(index);
	}

	/** Returns whether an operation drops a foreign key of the table. */
	public boolean drops(ForeignKey key) {
		return this.table.source()
			.constraints()
			.stream()
			.filter((constraint) -> constraint.foreignKey() != null && constraint.foreignKey().oid() == key.oid())
			.anyMatch(this.drops::contains);
	}

	/** Returns whether the newer version has an index of that name of the older one. */
	public boolean hasIndex(String name) {
		return this.table.source().index(name).isPresent() && !leavingIndexes().contains(name);
	}

	/** Returns the constraint of that name, unless it or a column of it is dropped. */
	public Optional<Constraint> constraint(String name) {
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

	static boolean hasNumber(ColumnDraft column, int number) {
		Column ancestor = column.ancestor();
		return ancestor != null && ancestor.number() == number;
	}

	/** Returns the primary key, unless it or a column of it is dropped. */
	Optional<Constraint> primaryKey() {
		return this.table.source().primaryKey().flatMap((key) -> constraint(key.name()));
	}

	/** Returns the late check of that name, unless it or a column of it is dropped. */
	Optional<LateCheck> lateCheck(String name) {
		return this.lateChecks.of(name)
			.filter((check) -> !isDropped(check.columns().values()) && !this.drops.names().contains(name));
	}

	/** Renames a constraint, which keeps its name in the database until complete. */
	void renameConstraint(String from, String to) {
		String original = originalName(from);
		Optional<Constraint> constraint = constraint(original);
		if (constraint.isEmpty() && lateCheck(original).isEmpty()) {
			throw missing(from);
		}
		constraint.ifPresent(this::requireSameNotNull);
		this.table.requireFreeConstraint(to);
		this.names.rename(original, to,
				constraint.filter((key) -> key.type() != Constraint.Type.FOREIGN_KEY && key.index() != null)
					.isPresent());
	}

	/** Records that complete drops a constraint. */
	void dropConstraint(String name, RelationNames names, Source operation) {
		constraint(name).filter((key) -> key.type() != Constraint.Type.FOREIGN_KEY)
			.map(Constraint::index)
			.ifPresent(names::leaves);
		this.drops.add(name, operation);
		this.names.forget(name);
		this.lateChecks.forget(name);
	}

	/** Records that complete drops an index. */
	void dropIndex(String name, RelationNames names, Source operation) {
		this.droppedIndexes.put(name, operation);
		names.leaves(name);
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

	/** Returns the name in the older version of a constraint that must be there. */
	String originalName(String name) {
		return this.names.original(name).orElseThrow(() -> missing(name));
	}

	/** Returns the name in the older version of a constraint or its index, if any. */
	public Optional<String> original(String name) {
		return this.names.original(name);
	}

	Rejection missing(String constraint) {
		boolean existed = !this.drops.names().contains(constraint)
				&& (this.table.source().constraint(constraint).isPresent()
						|| this.lateChecks.of(constraint).isPresent());
		if (existed && !this.names.isRenamed(constraint)) {
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

	/** Forgets the names of what is dropped with a column. */
	void forget(ColumnDraft column) {
		Column ancestor = column.ancestor();
		if (ancestor != null) {
			this.names.forget((name) -> mentions(name, ancestor.number()));
		}
		this.lateChecks.forget(column);
	}

	/** Forgets all names, as the table is dropped. */
	void forgetNames() {
		this.names.forget((name) -> true);
	}

	private boolean mentions(String constraint, int column) {
		return this.table.source().constraint(constraint).filter((key) -> key.columns().contains(column)).isPresent()
				|| this.lateChecks.of(constraint).filter((check) -> check.mentions(List.of(column))).isPresent();
	}

	/**
	 * Requires that no constraint of a column that is replaced was renamed, and takes the
	 * checks that its replacement gets.
	 */
	List<Demand> move(ColumnDraft column, Source operation) {
		this.names.renamed()
			.keySet()
			.stream()
			.flatMap((name) -> this.table.source().constraint(name).stream())
			.filter((constraint) -> constraint.columns().stream().anyMatch((number) -> hasNumber(column, number)))
			.forEach(this::requireSameNotNull);
		return this.lateChecks.take(column, operation).stream().map(this::moved).toList();
	}

	private Demand moved(Demand check) {
		String name = this.names.renamed().get(check.name());
		if (name == null) {
			return check;
		}
		this.movedChecks.add(check.name());
		return check.named(name);
	}

	/**
	 * Returns whether an operation drops the NOT NULL constraint of a column by its name.
	 */
	boolean dropsNotNull(ColumnDraft column) {
		return this.table.source()
			.constraints()
			.stream()
			.filter(this.drops::contains)
			.anyMatch((constraint) -> constraint.type() == Constraint.Type.NOT_NULL
					&& hasNumber(column, constraint.columns().get(0)));
	}

	/** Returns whether the newer version has an older unique constraint on one column. */
	boolean hasUnique(String name, ColumnDraft column) {
		Column ancestor = column.ancestor();
		return ancestor != null && this.names.original(name)
			.flatMap(this.table.source()::constraint)
			.filter((key) -> key.type() == Constraint.Type.UNIQUE && key.columns().equals(List.of(ancestor.number()))
					&& !this.drops.contains(key))
			.isPresent();
	}

	boolean hasConstraint(String name) {
		return this.names.original(name)
			.filter((original) -> constraint(original).isPresent() || lateCheck(original).isPresent())
			.isPresent();
	}

}
