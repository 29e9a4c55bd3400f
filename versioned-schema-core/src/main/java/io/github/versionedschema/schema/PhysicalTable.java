package io.github.versionedschema.schema;

import java.util.List;
import java.util.Set;

/**
 * What a table is in the database while a version sees it differently.
 *
 * @param name the table's name in the database
 * @param hiddenColumns names of columns that the version does not see
 * @param pending numbers of columns of which an older live version still has to lose
 * something before the version's constraints and indexes are complete
 */
public record PhysicalTable(String name, List<String> hiddenColumns, Set<Integer> pending) {

	public PhysicalTable {
		hiddenColumns = List.copyOf(hiddenColumns);
		pending = Set.copyOf(pending);
	}

	/** Returns a table that the version sees as it is. */
	public static PhysicalTable plain(String name) {
		return new PhysicalTable(name, List.of(), Set.of());
	}

}
