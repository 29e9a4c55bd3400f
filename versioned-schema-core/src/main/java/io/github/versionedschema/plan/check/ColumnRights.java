package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * Finds roles that may read a table only by column privileges. For a view, PostgreSQL
 * requires of the caller the privilege to read every column that the view lists, even if
 * a query names only some. A view with the owner's privileges would ignore later
 * revocations and row-level security.
 */
final class ColumnRights {

	private static final String SELECT = "SELECT";

	private final SharedTable table;

	private final Table source;

	private final String sqlName;

	ColumnRights(SharedTable table, String baseSchema) {
		this.table = table;
		this.source = table.source();
		this.sqlName = Identifier.qualified(baseSchema, this.source.physicalName());
	}

	List<Finding> findings() {
		if (!this.table.needsViews()) {
			return List.of();
		}
		Set<String> readers = readersOfTable();
		return readersOfColumns().entrySet()
			.stream()
			.filter((reader) -> !readers.contains(reader.getKey()) && !readers.contains("PUBLIC"))
			.map((reader) -> refusal(reader.getKey(), reader.getValue()))
			.toList();
	}

	private Map<String, List<String>> readersOfColumns() {
		Map<String, List<String>> columns = new TreeMap<>();
		for (Column column : this.source.columns()) {
			for (Grant grant : column.grants()) {
				if (grant.privilege().equals(SELECT)) {
					columns.computeIfAbsent(grant.granteeSql(), (role) -> new ArrayList<>()).add(column.name());
				}
			}
		}
		return columns;
	}

	private Set<String> readersOfTable() {
		Set<String> readers = this.source.grants()
			.stream()
			.filter((grant) -> grant.privilege().equals(SELECT))
			.map(Grant::granteeSql)
			.collect(Collectors.toCollection(HashSet::new));
		readers.add(Identifier.quote(this.source.owner()));
		return readers;
	}

	private Finding refusal(String role, List<String> columns) {
		return new Finding(Severity.ERROR, this.table.changedBy(),
				"Table \"%s\": role %s may read some columns only (%s). While several versions are live, the table is read through views, and PostgreSQL opens such a view only to a role that may read the whole table."
					.formatted(this.source.name(), role, String.join(", ", columns)),
				"Until the migration is complete: GRANT SELECT ON %1$s TO %2$s, or REVOKE SELECT (%3$s) ON %1$s FROM %2$s."
					.formatted(this.sqlName, role,
							columns.stream().map(Identifier::quote).collect(Collectors.joining(", "))));
	}

}
