package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.ddl.ColumnRenames;
import io.github.versionedschema.plan.ddl.ColumnSql;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.column.Filling;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the columns that expand adds to a table, with all properties that a replacement
 * takes over from the replaced column.
 */
public final class PhysicalColumns {

	/** Overrides the default of a domain, which would look like a value of the row. */
	private static final String NO_DEFAULT = " DEFAULT NULL";

	/** Also names that mean a type with a length of one. */
	private static final Pattern WITH_MODIFIER = Pattern
		.compile("(?is).*\\(.*|(national\\s+)?(char|character|nchar|bit)\\b.*");

	private final Scope scope;

	private final SharedTable table;

	private final List<ColumnDraft> columns;

	private final Set<String> checkedDomains;

	public PhysicalColumns(Scope scope, SharedTable table, Set<String> checkedDomains) {
		this.scope = scope;
		this.table = table;
		this.checkedDomains = checkedDomains;
		this.columns = table.visibleColumns().stream().filter(ColumnDraft::isNewOnly).toList();
	}

	public boolean isEmpty() {
		return this.columns.isEmpty();
	}

	/** Returns the names of the columns until complete. */
	public List<String> names() {
		return this.columns.stream().map(ColumnDraft::physicalName).toList();
	}

	/** Returns the columns. */
	public List<ColumnDraft> all() {
		return this.columns;
	}

	/**
	 * Returns the columns whose names refer to another column of the table until
	 * complete.
	 */
	public List<ColumnDraft> reusing() {
		Set<String> before = this.table.source().columns().stream().map(Column::name).collect(Collectors.toSet());
		return this.columns.stream().filter((column) -> before.contains(column.requiredName())).toList();
	}

	/** Returns the columns for which PostgreSQL rewrites the table. */
	public List<ColumnDraft> rewriting() {
		return this.columns.stream()
			.filter((column) -> (column.filling().generated() != null && !column.filling().isIdentity())
					|| this.checkedDomains.contains(column.type()))
			.toList();
	}

	/**
	 * Returns whether the table itself fills the column, for both versions, until the
	 * newer version's default replaces the first one at complete.
	 */
	public static boolean hasPhysicalDefault(ColumnDraft column) {
		return column.replaces() == null && !column.filling().isDerived();
	}

	/** Returns whether the table fills a value for the column if a client gives none. */
	static boolean fillsItself(ColumnDraft column) {
		Filling filling = column.filling();
		return hasPhysicalDefault(column)
				&& (filling.firstDefaultSql() != null || filling.isDefaultInBatches() || filling.generated() != null);
	}

	/** Returns the columns that are null in every row when they are added. */
	public List<ColumnDraft> nullAtFirst() {
		return this.columns.stream()
			.filter((column) -> !isCompleteAtOnce(column)
					|| (column.filling().firstDefaultSql() == null && column.filling().generated() == null))
			.toList();
	}

	private static boolean isCompleteAtOnce(ColumnDraft column) {
		return hasPhysicalDefault(column) && !column.filling().isDefaultInBatches();
	}

	public List<String> add() {
		List<String> statements = new ArrayList<>();
		if (this.columns.isEmpty()) {
			return statements;
		}
		statements.addAll(new ColumnAdditions(this.table, table(), this::definition).of(this.columns));
		for (ColumnDraft column : this.columns) {
			if (column.filling().isDefaultInBatches() && hasPhysicalDefault(column)) {
				statements.addAll(fillLater(column));
			}
			if (column.comment() != null) {
				statements.add(comment(column));
			}
			Column ancestor = column.ancestor();
			if (ancestor != null) {
				statements.addAll(takeOver(column, ancestor));
			}
		}
		return statements;
	}

	/**
	 * Writes a column. NOT NULL is left out where values of an older version may lead to
	 * null: in a generated column, and in one that is filled later.
	 */
	private String definition(ColumnDraft column) {
		boolean now = isCompleteAtOnce(column);
		Filling filling = column.filling();
		return Identifier.quote(column.physicalName()) + " " + column.columnType().sql()
				+ (now ? ColumnSql.defaultClause(filling.firstDefaultSql()) + ColumnSql.generated(filling.generated())
						+ (column.notNull() && fillsItself(column) && !column.isGenerated() ? " NOT NULL" : "")
						: mayBeDomain(column) ? NO_DEFAULT : "");
	}

	/**
	 * Returns whether the type may be a domain, which has no modifier. PostgreSQL would
	 * keep the null as a default of other types with a modifier.
	 */
	public static boolean mayBeDomain(ColumnDraft column) {
		return !WITH_MODIFIER.matcher(column.type()).matches();
	}

	/**
	 * A default that differs between rows applies to new rows first; existing rows are
	 * filled in batches.
	 */
	private List<String> fillLater(ColumnDraft column) {
		String name = Identifier.quote(column.physicalName());
		String setDefault = "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s".formatted(table(), name,
				laterDefault(this.scope, column));
		if (!hasOwnSequence(column)) {
			return List.of(setDefault);
		}
		String sequence = sequence(this.scope, column);
		return List.of(
				"CREATE SEQUENCE %s AS %s%s".formatted(sequence, column.type(), column.filling().sequenceOptions()),
				"ALTER SEQUENCE %s OWNED BY %s.%s".formatted(sequence, table(), name), setDefault);
	}

	/**
	 * Returns the default of a column that the backfill fills with it, as an expression.
	 */
	static String laterDefault(Scope scope, ColumnDraft column) {
		return hasOwnSequence(column)
				? "pg_catalog.nextval(%s::pg_catalog.regclass)".formatted(Identifier.literal(sequence(scope, column)))
				: Objects.requireNonNull(column.filling().firstDefaultSql());
	}

	private static boolean hasOwnSequence(ColumnDraft column) {
		return column.filling().isSerial() || column.filling().isIdentity();
	}

	private static String sequence(Scope scope, ColumnDraft column) {
		return Identifier.qualified(scope.base(), column.filling().requiredSequence());
	}

	private List<String> takeOver(ColumnDraft column, Column ancestor) {
		String target = Identifier.quote(column.physicalName());
		String alter = "ALTER TABLE %s ALTER COLUMN %s ".formatted(table(), target);
		List<String> statements = new ArrayList<>();
		if (ancestor.storage() != null && column.hasType(ancestor.type())) {
			statements.add(alter + "SET STORAGE " + ancestor.storage());
		}
		if (ancestor.compression() != null && column.hasType(ancestor.type())) {
			statements.add(alter + "SET COMPRESSION " + ancestor.compression());
		}
		if (ancestor.statisticsTarget() != null) {
			statements.add(alter + "SET STATISTICS " + ancestor.statisticsTarget());
		}
		if (!ancestor.options().isEmpty()) {
			statements.add(alter + "SET (" + String.join(", ", ancestor.options()) + ")");
		}
		for (Grant grant : ancestor.grants()) {
			statements.add("GRANT %s (%s) ON %s TO %s%s".formatted(grant.privilege(), target, table(),
					grant.granteeSql(), grant.grantable() ? " WITH GRANT OPTION" : ""));
		}
		return statements;
	}

	private String comment(ColumnDraft column) {
		return "COMMENT ON COLUMN %s.%s IS %s".formatted(table(), Identifier.quote(column.physicalName()),
				Identifier.literal(java.util.Objects.requireNonNull(column.comment())));
	}

	/** Returns the statements that remove them. */
	public List<String> drop() {
		if (this.columns.isEmpty()) {
			return List.of();
		}
		return List.of("ALTER TABLE IF EXISTS %s %s".formatted(table(),
				this.columns.stream()
					.sorted(Comparator.comparing(ColumnDraft::isGenerated).reversed())
					.map((column) -> "DROP COLUMN IF EXISTS " + Identifier.quote(column.physicalName()))
					.collect(Collectors.joining(", "))));
	}

	/**
	 * Returns the old columns that the newer version keeps, as the definition of a table
	 * for trying types, defaults and constraints.
	 */
	public String tryTable(String name) {
		return "CREATE TEMPORARY TABLE %s (%s)".formatted(Identifier.quote(name),
				this.table.visibleColumns()
					.stream()
					.filter(ColumnDraft::isShared)
					.map((column) -> Identifier.quote(column.requiredName()) + " " + column.columnType().sql())
					.collect(Collectors.joining(", ")));
	}

	/**
	 * Returns the statements that add the new columns to such a table, without defaults,
	 * by column; generated columns last, as they may read the others.
	 */
	public Map<ColumnDraft, String> tryColumns(String sqlName) {
		Map<ColumnDraft, String> statements = new LinkedHashMap<>();
		this.table.visibleColumns()
			.stream()
			.filter((column) -> !column.isShared())
			.sorted(Comparator.comparing(ColumnDraft::isGenerated))
			.forEach((column) -> statements.put(column, String.join(";\n", tryColumn(sqlName, column))));
		return statements;
	}

	private List<String> tryColumn(String sqlName, ColumnDraft column) {
		Expression generation = this.table.generation(column);
		String add = "ALTER TABLE %s ADD COLUMN %s %s%s".formatted(sqlName, Identifier.quote(column.requiredName()),
				column.columnType().sql(),
				(generation != null) ? ColumnSql.generated(column.filling().generated()) : "");
		return (generation != null) ? new ColumnRenames(sqlName).around(add, generation, this.table.visibleColumns())
				: List.of(add);
	}

	private String table() {
		return this.scope.table(this.table.physicalName());
	}

}
