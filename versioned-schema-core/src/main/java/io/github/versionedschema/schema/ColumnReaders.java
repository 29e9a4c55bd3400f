package io.github.versionedschema.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The roles that may read a table only by privileges on single columns.
 *
 * @param columns for each role, as written in GRANT, the columns that it may read
 */
public record ColumnReaders(Map<String, List<String>> columns) {

	private static final String SELECT = "SELECT";

	/** Returns those of a table. */
	public static ColumnReaders of(Table table) {
		Map<String, List<String>> columns = new TreeMap<>();
		for (Column column : table.columns()) {
			for (Grant grant : column.grants()) {
				if (grant.privilege().equals(SELECT)) {
					columns.computeIfAbsent(grant.granteeSql(), (role) -> new ArrayList<>()).add(column.name());
				}
			}
		}
		Set<String> all = table.grants()
			.stream()
			.filter((grant) -> grant.privilege().equals(SELECT))
			.map(Grant::granteeSql)
			.collect(Collectors.toSet());
		columns.keySet()
			.removeIf((role) -> all.contains("PUBLIC") || all.contains(role)
					|| role.equals(Identifier.quote(table.owner())));
		return new ColumnReaders(columns);
	}

	/** Returns whether there is none. */
	public boolean isEmpty() {
		return this.columns.isEmpty();
	}

}
