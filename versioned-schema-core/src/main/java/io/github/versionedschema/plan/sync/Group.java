package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.draft.column.Expression;

/**
 * A group of columns of one table whose values are computed from each other. Changes in
 * one group never affect another, so an update of an unrelated column loses no values.
 *
 * @param number 1-based, within the table
 * @param ups derivations from older to newer columns, in the order of computation
 * @param downs derivations from newer to older columns, in the order of computation
 */
public record Group(int number, List<Derivation> ups, List<Derivation> downs) {

	public Group {
		ups = List.copyOf(ups);
		downs = List.copyOf(downs);
	}

	/** Returns the groups of a table. */
	public static List<Group> of(SharedTable table) {
		List<Derivation> needed = needed(table);
		List<Set<ColumnDraft>> components = new ArrayList<>();
		for (Derivation derivation : needed) {
			Set<ColumnDraft> merged = ownColumns(derivation);
			components.removeIf((component) -> {
				boolean touches = !Collections.disjoint(component, merged);
				if (touches) {
					merged.addAll(component);
				}
				return touches;
			});
			components.add(merged);
		}
		List<Group> groups = new ArrayList<>();
		for (Set<ColumnDraft> component : components) {
			List<Derivation> ups = select(needed, Direction.UP, component);
			List<Derivation> downs = new ArrayList<>(select(needed, Direction.DOWN, component));
			Collections.reverse(downs);
			groups.add(new Group(groups.size() + 1, ups, downs));
		}
		return groups;
	}

	/**
	 * Removes values that no column uses, for example of a column that the chain adds and
	 * drops again. Older values of other tables may be found in newer ones of this table.
	 */
	private static List<Derivation> needed(SharedTable table) {
		List<Derivation> needed = new ArrayList<>(table.derivations());
		while (needed.removeIf((derivation) -> !derivation.target().isPhysical()
				&& needed.stream()
					.noneMatch((other) -> other.direction() == derivation.direction()
							&& other.expression().columns().contains(derivation.target()))
				&& (derivation.direction() == Direction.UP || !isReadByOthers(table, derivation.target())))) {
			// again, as values that only the removed one used are not needed either
		}
		return needed;
	}

	private static boolean isReadByOthers(SharedTable table, ColumnDraft column) {
		return table.schema()
			.touchedTables()
			.stream()
			.flatMap((other) -> other.derivations().stream())
			.anyMatch((derivation) -> derivation.expression().finds(column));
	}

	private static Set<ColumnDraft> ownColumns(Derivation derivation) {
		Set<ColumnDraft> columns = new LinkedHashSet<>();
		columns.add(derivation.target());
		derivation.expression().columns().stream().filter((column) -> !column.isShared()).forEach(columns::add);
		return columns;
	}

	private static List<Derivation> select(List<Derivation> all, Direction direction, Set<ColumnDraft> component) {
		return all.stream()
			.filter((derivation) -> derivation.direction() == direction && component.contains(derivation.target()))
			.toList();
	}

	/** Returns whether some value is found in another table. */
	public boolean readsOtherTables() {
		return computes((expression) -> expression.lookup() != null);
	}

	/** Returns whether some value is computed by one of these expressions. */
	public boolean computes(Predicate<Expression> some) {
		return Stream.concat(this.ups.stream(), this.downs.stream()).map(Derivation::expression).anyMatch(some);
	}

	/**
	 * Returns the columns that only the older version sees, which {@code up} reads and
	 * {@code down} writes.
	 */
	public List<ColumnDraft> oldColumns() {
		return columns(ColumnDraft::isOldOnly);
	}

	/** Returns whether values that the older version wrote may look like defaults. */
	boolean mayLookUngiven() {
		return oldColumns().stream().noneMatch(Rows::isAlwaysGiven);
	}

	/**
	 * Returns the columns that only the newer version sees, which {@code down} reads and
	 * {@code up} writes.
	 */
	List<ColumnDraft> newColumns() {
		return columns(ColumnDraft::isNewOnly);
	}

	/**
	 * Returns the columns of the newer version whose value shows that the newer version
	 * inserts the row. Columns that the table fills are not included.
	 */
	List<ColumnDraft> newColumnsGiven() {
		return columns((column) -> column.isNewOnly() && !PhysicalColumns.fillsItself(column));
	}

	/** Returns the columns of both versions that {@code up} reads. */
	List<ColumnDraft> sharedUpColumns() {
		return shared(this.ups);
	}

	/** Returns the columns of both versions that {@code down} reads. */
	public List<ColumnDraft> sharedDownColumns() {
		return shared(this.downs);
	}

	/** Returns the columns of the older version that {@code down} writes. */
	public List<ColumnDraft> downTargets() {
		return this.downs.stream().map(Derivation::target).filter(ColumnDraft::isOldOnly).toList();
	}

	/** Returns the columns of the newer version that {@code up} writes. */
	public List<ColumnDraft> upTargets() {
		return this.ups.stream().map(Derivation::target).filter(ColumnDraft::isNewOnly).toList();
	}

	/**
	 * Returns whether the old columns can be compared with the values computed from the
	 * new ones.
	 */
	public boolean isComparableByDowns() {
		return !oldColumns().isEmpty() && downTargets().containsAll(oldColumns());
	}

	/**
	 * Returns whether the old columns that {@code up} reads can be compared with the
	 * values computed from the new ones. If so, it is known whether the older version
	 * gave them. Other old columns, which only {@code down} reads, do not matter.
	 */
	boolean isDecidedByDowns() {
		List<ColumnDraft> targets = downTargets();
		return !targets.isEmpty() && this.ups.stream()
			.flatMap((up) -> up.expression().columns().stream())
			.filter(ColumnDraft::isOldOnly)
			.allMatch(targets::contains);
	}

	/**
	 * Returns whether the new columns can be compared with the values computed from
	 * others, some of which both versions have.
	 */
	public boolean followsShared() {
		return isComparableByUps() && !sharedUpColumns().isEmpty();
	}

	/**
	 * Returns whether the new columns can be compared with the values computed from the
	 * old ones.
	 */
	boolean isComparableByUps() {
		return !newColumns().isEmpty() && upTargets().containsAll(newColumns());
	}

	/** Returns whether an {@code up} reads the result of another. */
	boolean isChained() {
		return this.ups.stream()
			.anyMatch(
					(up) -> this.ups.stream().anyMatch((other) -> other.expression().columns().contains(up.target())));
	}

	private List<ColumnDraft> columns(Predicate<ColumnDraft> side) {
		return Stream.concat(this.ups.stream(), this.downs.stream())
			.flatMap((derivation) -> Stream.concat(Stream.of(derivation.target()),
					derivation.expression().columns().stream()))
			.filter(side)
			.distinct()
			.toList();
	}

	private static List<ColumnDraft> shared(List<Derivation> derivations) {
		return derivations.stream()
			.flatMap((derivation) -> derivation.expression().columns().stream())
			.filter(ColumnDraft::isShared)
			.distinct()
			.toList();
	}

}
