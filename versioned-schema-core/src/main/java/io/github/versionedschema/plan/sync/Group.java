package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Derivation.Direction;
import io.github.versionedschema.plan.draft.Derivation;
import io.github.versionedschema.plan.draft.SharedTable;

/**
 * Columns of one table whose values follow from each other. What happens to columns of
 * one group never touches another group: that is why an update of an unrelated column
 * destroys nothing.
 *
 * @param number 1-based, within the table
 * @param ups from older to newer, in the order in which they have to be computed
 * @param downs from newer to older, in the order in which they have to be computed
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
	 * Leaves out values that end in no column: a column that the chain adds and drops
	 * again, for example.
	 */
	private static List<Derivation> needed(SharedTable table) {
		List<Derivation> needed = new ArrayList<>(table.derivations());
		while (needed.removeIf((derivation) -> !derivation.target().isPhysical() && needed.stream()
			.noneMatch((other) -> other.direction() == derivation.direction()
					&& other.expression().columns().contains(derivation.target())))) {
			// again: what fed only the removed one is not needed either
		}
		return needed;
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

	/**
	 * Returns the columns that only the old version sees: what ups read and downs write.
	 */
	public List<ColumnDraft> oldColumns() {
		return columns(ColumnDraft::isOldOnly);
	}

	/** Returns whether values of the old version may look as if nobody had given them. */
	boolean mayLookUngiven() {
		return oldColumns().stream().noneMatch(Rows::isAlwaysGiven);
	}

	/**
	 * Returns the columns that only the new version sees: what downs read and ups write.
	 */
	List<ColumnDraft> newColumns() {
		return columns(ColumnDraft::isNewOnly);
	}

	/**
	 * Returns the columns of the new version that tell, by having a value, that it is the
	 * one that inserts. A column that the table fills in tells nothing.
	 */
	List<ColumnDraft> newColumnsGiven() {
		return columns((column) -> column.isNewOnly() && !PhysicalColumns.fillsItself(column));
	}

	/** Returns the columns of both versions that ups read. */
	List<ColumnDraft> sharedUpColumns() {
		return shared(this.ups);
	}

	/** Returns the columns of both versions that downs read. */
	List<ColumnDraft> sharedDownColumns() {
		return shared(this.downs);
	}

	/** Returns the columns that downs write and the old version sees. */
	public List<ColumnDraft> downTargets() {
		return this.downs.stream().map(Derivation::target).filter(ColumnDraft::isOldOnly).toList();
	}

	/** Returns the columns that ups write and the new version sees. */
	public List<ColumnDraft> upTargets() {
		return this.ups.stream().map(Derivation::target).filter(ColumnDraft::isNewOnly).toList();
	}

	/**
	 * Returns whether the old columns can be compared with what the new ones say they
	 * should be.
	 */
	public boolean isComparableByDowns() {
		return !oldColumns().isEmpty() && downTargets().containsAll(oldColumns());
	}

	/**
	 * Returns whether the new columns can be compared with what the old ones say they
	 * should be.
	 */
	boolean isComparableByUps() {
		return !newColumns().isEmpty() && upTargets().containsAll(newColumns());
	}

	/** Returns whether an up reads what another up computes. */
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
