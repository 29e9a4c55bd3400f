package io.github.versionedschema.plan.check;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.ColumnReaders;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Table;

/**
 * Finds roles that may read a table only by column privileges. For a view, PostgreSQL
 * requires of the caller the privilege to read every column that the view lists, even if
 * a query names only some. Such a table has views with the rights of their owner, which
 * would ignore row-level security.
 */
final class ColumnRights {

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
		return ColumnReaders.of(this.source)
			.columns()
			.entrySet()
			.stream()
			.map((reader) -> this.source.rowSecurity() ? refusal(reader.getKey(), reader.getValue())
					: note(reader.getKey(), reader.getValue()))
			.toList();
	}

	private Finding refusal(String role, List<String> columns) {
		return new Finding(Severity.ERROR, this.table.changedBy(),
				"%s, and the table has row-level security. While several versions are live, the table is read through views, and PostgreSQL opens a view that heeds the policies only to roles that may read the whole table."
					.formatted(mayRead(role, columns)),
				"Until the migration is complete: GRANT SELECT ON %1$s TO %2$s, or REVOKE SELECT (%3$s) ON %1$s FROM %2$s."
					.formatted(this.sqlName, role,
							columns.stream().map(Identifier::quote).collect(Collectors.joining(", "))));
	}

	private Finding note(String role, List<String> columns) {
		return new Finding(Severity.NOTE, this.table.changedBy(),
				"%s. While several versions are live, the versions' views of the table therefore have copies of the rights on it: what is granted or revoked meanwhile, and row-level security that is enabled meanwhile, takes effect in them at complete."
					.formatted(mayRead(role, columns)),
				null);
	}

	private String mayRead(String role, List<String> columns) {
		return "Table \"%s\": role %s may read some columns only (%s)".formatted(this.source.name(), role,
				String.join(", ", columns));
	}

}
