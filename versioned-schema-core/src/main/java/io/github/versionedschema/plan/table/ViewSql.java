package io.github.versionedschema.plan.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.ColumnReaders;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the views through which live versions see a table while they differ, and the
 * tombstones that hide tables from versions that do not have them.
 */
public final class ViewSql {

	/** Marks tombstone types, to distinguish them from user types. */
	static final String TOMBSTONE = "versioned-schema tombstone";

	private static final List<String> USES = List.of("SELECT", "INSERT", "UPDATE", "DELETE");

	private final Scope scope;

	public ViewSql(Scope scope) {
		this.scope = scope;
	}

	/** Returns the statements that create the older version's view. */
	public List<String> old(SharedTable table, String schema) {
		List<ColumnDraft> columns = table.columns().stream().filter((column) -> column.source() != null).toList();
		String view = Identifier.qualified(schema, table.source().name());
		List<String> statements = new ArrayList<>();
		statements.add(create(view, table, columns, ViewSql::oldName, hasOwnRights(table)));
		statements.addAll(defaults(view, columns, ViewSql::oldName, (column) -> source(column).defaultExpression()));
		statements.addAll(rights(view, table, columns, ViewSql::oldName));
		return statements;
	}

	/** Returns the statements that create the newer version's view. */
	public List<String> of(SharedTable table) {
		String view = this.scope.inNew(table.requiredName());
		List<ColumnDraft> columns = table.visibleColumns();
		List<String> statements = new ArrayList<>();
		statements.add(create(view, table, columns, ColumnDraft::requiredName, hasOwnRights(table)));
		statements.addAll(defaults(view, columns, ColumnDraft::requiredName, ViewSql::defaultOf));
		statements.addAll(rights(view, table, columns, ColumnDraft::requiredName));
		return statements;
	}

	/**
	 * Returns the statement that creates the newer version's view of a table which has
	 * another name until complete.
	 */
	public List<String> of(CreatedTable table) {
		String view = this.scope.inNew(table.requiredName());
		List<String> statements = new ArrayList<>();
		statements.add(create(view, table, table.visibleColumns(), ColumnDraft::requiredName, false));
		statements.addAll(defaults(view, table.visibleColumns(), ColumnDraft::requiredName,
				(column) -> column.filling().defaultSql()));
		statements.add(open(view));
		return statements;
	}

	private static Column source(ColumnDraft column) {
		return Objects.requireNonNull(column.source());
	}

	private static String oldName(ColumnDraft column) {
		return source(column).name();
	}

	private String create(String view, TableDraft table, List<ColumnDraft> columns, Function<ColumnDraft, String> name,
			boolean ownRights) {
		return "CREATE VIEW %s WITH (security_invoker = %s) AS SELECT %s FROM %s".formatted(view, !ownRights, columns
			.stream()
			.map((column) -> Identifier.quote(column.physicalName()) + " AS " + Identifier.quote(name.apply(column)))
			.collect(Collectors.joining(", ")), this.scope.table(table.physicalName()));
	}

	/**
	 * Sets the defaults of the version on its view, including defaults of the table.
	 * {@code UPDATE … SET column = DEFAULT} uses only the view's default, and null if
	 * there is none.
	 */
	private static List<String> defaults(String view, List<ColumnDraft> columns, Function<ColumnDraft, String> name,
			Function<ColumnDraft, @Nullable String> value) {
		List<String> defaults = new ArrayList<>();
		for (ColumnDraft column : columns) {
			String sql = value.apply(column);
			if (sql != null) {
				defaults.add("ALTER COLUMN %s SET DEFAULT %s".formatted(Identifier.quote(name.apply(column)), sql));
			}
		}
		return defaults.isEmpty() ? List.of()
				: List.of("ALTER VIEW %s %s".formatted(view, String.join(", ", defaults)));
	}

	private static @Nullable String defaultOf(ColumnDraft column) {
		if (PhysicalColumns.hasPhysicalDefault(column) && column.filling().defaultChanged()
				&& column.filling().defaultSql() == null) {
			// ALTER VIEW discards a plain NULL, so that the table's default would be
			// used.
			return noDefault(column.type());
		}
		return column.filling().defaultSql();
	}

	/** Returns a default for a view that takes precedence over the table's default. */
	public static String noDefault(String type) {
		return "(CASE WHEN true THEN NULL::%s END)".formatted(type);
	}

	/**
	 * Returns whether the views of a table have rights of their own. A role that may read
	 * only some columns of a table cannot read a view with the rights of its reader, as
	 * PostgreSQL requires the right to read each column of the view.
	 */
	private static boolean hasOwnRights(SharedTable table) {
		return !table.source().rowSecurity() && !ColumnReaders.of(table.source()).isEmpty();
	}

	private static List<String> rights(String view, SharedTable table, List<ColumnDraft> columns,
			Function<ColumnDraft, String> name) {
		if (!hasOwnRights(table)) {
			return List.of(open(view));
		}
		List<String> statements = new ArrayList<>();
		if (table.source().grants().isEmpty()) {
			statements.add("GRANT %s ON %s TO %s".formatted(String.join(", ", USES), view,
					Identifier.quote(table.source().owner())));
		}
		statements.addAll(grants(table.source().grants(), "", view));
		for (ColumnDraft column : columns) {
			Column granted = column.ancestor();
			if (granted != null) {
				statements.addAll(grants(granted.grants(), " (" + Identifier.quote(name.apply(column)) + ")", view));
			}
		}
		return statements;
	}

	private static List<String> grants(List<Grant> grants, String columns, String view) {
		return grants.stream()
			.filter((grant) -> USES.contains(grant.privilege()))
			.map((grant) -> "GRANT %s%s ON %s TO %s".formatted(grant.privilege(), columns, view, grant.granteeSql()))
			.distinct()
			.toList();
	}

	/**
	 * Grants access to a view to all roles that may use its schema. PostgreSQL also
	 * requires the caller's privileges on the table, so this grants no additional access.
	 * Later grants and revocations on the table take effect at once.
	 */
	private static String open(String view) {
		return "GRANT %s ON %s TO PUBLIC".formatted(String.join(", ", USES), view);
	}

	public static List<String> tombstone(String schema, String table) {
		String type = Identifier.qualified(schema, table);
		return List.of("CREATE TYPE " + type + " AS ()",
				"COMMENT ON TYPE " + type + " IS " + Identifier.literal(TOMBSTONE));
	}

	public static String dropTombstone(String schema, String table) {
		return "DROP TYPE IF EXISTS " + Identifier.qualified(schema, table);
	}

	public static String drop(String schema, String view) {
		return "DROP VIEW IF EXISTS " + Identifier.qualified(schema, view);
	}

}
