package io.github.versionedschema.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a table is in the database while a version sees it differently.
 *
 * @param name the table's name in the database
 * @param formerNames names that it had in the database since changes of the version were
 * planned, or gets there while older live versions are removed; the plan avoids them
 * @param takenColumns names of other columns, which the version does not see
 * @param lateDefaults numbers of columns of which the version has another default than
 * the table
 * @param pending numbers of columns of which an older live version still has to lose
 * something before the version's identities and indexes are complete
 * @param lateChecks checks that the table gets when older live versions are removed
 * @param firstNames names that columns had in the database when changes of the version
 * were first planned, by column number; empty if they still have them
 * @param takenConstraints names of the table's constraints that only older live versions
 * have
 * @param lateNotNulls numbers of columns that are NOT NULL in the version and not in the
 * table; null in a shape that an older build wrote
 * @param lateIdentity whether the version has a replica identity and the table none yet;
 * null in a shape that an older build wrote
 * @param olderColumns numbers of the columns of older live versions from which dependent
 * objects move to a column of the version, oldest first, by the number of that column;
 * null in a shape that an older build wrote
 * @param formerColumns names that columns had in the database since changes of the
 * version were planned, or get there while older live versions are removed; the plan
 * avoids them; null in a shape that an older build wrote
 */
public record PhysicalTable(String name, Set<String> formerNames, List<String> takenColumns, Set<Integer> lateDefaults,
		Set<Integer> pending, List<LateCheck> lateChecks, Map<Integer, String> firstNames, Set<String> takenConstraints,
		Set<Integer> lateNotNulls, Boolean lateIdentity, Map<Integer, List<Integer>> olderColumns,
		Set<String> formerColumns) {

	public PhysicalTable {
		formerNames = Set.copyOf(formerNames);
		takenColumns = List.copyOf(takenColumns);
		lateDefaults = Set.copyOf(lateDefaults);
		pending = Set.copyOf(pending);
		lateChecks = List.copyOf(lateChecks);
		firstNames = Map.copyOf(firstNames);
		takenConstraints = Set.copyOf(takenConstraints);
		lateNotNulls = (lateNotNulls != null) ? Set.copyOf(lateNotNulls) : Set.of();
		lateIdentity = (lateIdentity != null) ? lateIdentity : false;
		olderColumns = (olderColumns != null) ? Map.copyOf(olderColumns) : Map.of();
		formerColumns = (formerColumns != null) ? Set.copyOf(formerColumns) : Set.of();
	}

	/**
	 * Returns the numbers of the columns on which objects may depend that will depend on
	 * a column of the version: those of older live versions, and the column itself.
	 * @param number the number of the column
	 */
	public List<Integer> sources(int number) {
		return Stream.concat(this.olderColumns.getOrDefault(number, List.of()).stream(), Stream.of(number)).toList();
	}

	/**
	 * Returns the name that a column had in the database when changes of the version were
	 * first planned.
	 */
	public String firstName(Column column) {
		return this.firstNames.getOrDefault(column.number(), column.physicalName());
	}

	/** Returns a table that the version sees as it is. */
	public static PhysicalTable plain(String name) {
		return new PhysicalTable(name, Set.of(), List.of(), Set.of(), Set.of(), List.of(), Map.of(), Set.of(), Set.of(),
				false, Map.of(), Set.of());
	}

	/**
	 * Returns the table under other names.
	 * @param now its name in the database
	 * @param before its columns with their names in the database until now
	 * @param stillPending numbers of columns that remain pending
	 */
	public PhysicalTable renamed(String now, List<Column> before, Set<Integer> stillPending) {
		Map<Integer, String> first = new HashMap<>();
		before.forEach((column) -> first.put(column.number(), column.physicalName()));
		first.putAll(this.firstNames);
		Set<String> names = new HashSet<>(this.formerNames);
		if (!this.name.equals(now)) {
			names.add(this.name);
		}
		Set<String> columns = new HashSet<>(this.formerColumns);
		before.stream().map(Column::physicalName).forEach(columns::add);
		return new PhysicalTable(now, names, this.takenColumns, this.lateDefaults, stillPending, this.lateChecks, first,
				this.takenConstraints, this.lateNotNulls, this.lateIdentity, this.olderColumns, columns);
	}

}
