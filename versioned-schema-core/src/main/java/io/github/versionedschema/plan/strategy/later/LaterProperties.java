package io.github.versionedschema.plan.strategy.later;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Transfers properties that were changed since expand from a replaced column to its
 * replacement. The replacement has the properties as of the plan; later changes would be
 * lost silently at complete.
 */
final class LaterProperties {

	/**
	 * {@code c} is the replaced column, {@code r} its replacement. Expressions are
	 * printed as in the plan: {@code path} returns its row only after the search path is
	 * set.
	 */
	private static final String COLUMNS = """
			WITH path AS MATERIALIZED (
				SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true) AS now
			), properties AS (
				SELECT a.attname, a.attnotnull, a.attacl, a.attstorage, a.attcompression, t.typstorage,
					CASE WHEN path.now IS NOT NULL THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END AS default_sql,
					pg_catalog.col_description(a.attrelid, a.attnum) AS comment,
					coalesce(a.attstattarget::int, -1) AS statistics,
					ARRAY(SELECT o FROM pg_catalog.unnest(a.attoptions) o ORDER BY o) AS options
				FROM path CROSS JOIN pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
				LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
				WHERE a.attrelid = pg_catalog.to_regclass(%s) AND a.attnum > 0 AND NOT a.attisdropped
			)
			""";

	private final String table;

	private final List<String> checks = new ArrayList<>();

	private LaterProperties(String table) {
		this.table = table;
	}

	/**
	 * Returns a query for the statements that transfer the properties, if any column is
	 * replaced.
	 */
	static Optional<String> query(TableWork work) {
		LaterProperties properties = new LaterProperties(work.sqlName());
		work.indexes()
			.replacements()
			.values()
			.stream()
			.filter((column) -> !column.isGenerated())
			.sorted(Comparator.comparing(ColumnDraft::physicalName))
			.forEach((column) -> properties.compare(Objects.requireNonNull(column.ancestor()), column));
		return properties.checks.isEmpty() ? Optional.empty() : Optional
			.of(COLUMNS.formatted(Identifier.literal(work.sqlName())) + String.join("UNION ALL\n", properties.checks));
	}

	private void compare(Column column, ColumnDraft replacement) {
		Pair pair = new Pair(column.name(), replacement.physicalName());
		if (replacement.notNull() == column.notNull()) {
			notNull(pair, column.notNull());
		}
		if (!replacement.filling().defaultChanged()) {
			defaultValue(pair, column.defaultExpression());
		}
		if (Objects.equals(replacement.comment(), column.comment())) {
			check(pair,
					"c.comment IS DISTINCT FROM %s AND c.comment IS DISTINCT FROM r.comment"
						.formatted(literal(column.comment())),
					literal("COMMENT ON COLUMN %s.%s IS ".formatted(this.table, Identifier.quote(pair.replacement()))),
					"pg_catalog.quote_nullable(c.comment)");
		}
		check(pair,
				"c.statistics NOT IN (r.statistics, %d)"
					.formatted(Objects.requireNonNullElse(column.statisticsTarget(), -1)),
				alter(pair.replacement(), "SET STATISTICS "), "c.statistics");
		options(pair, column.options());
		if (replacement.hasType(column.type())) {
			storage(pair, column);
		}
		rights(pair, column.grants());
	}

	private void notNull(Pair pair, boolean before) {
		if (before) {
			check(pair, "NOT c.attnotnull",
					alter(pair.column(), "SET NOT NULL (and DROP NOT NULL again after complete)"));
		}
		else {
			check(pair, "c.attnotnull AND NOT r.attnotnull", alter(pair.replacement(), "SET NOT NULL"));
		}
	}

	/**
	 * While both versions are live, a default of the replacement would look like a value
	 * that the newer version wrote.
	 */
	private void defaultValue(Pair pair, @Nullable String before) {
		check(pair, "c.default_sql IS DISTINCT FROM " + literal(before),
				alter(pair.column(), (before != null) ? "SET DEFAULT " + before : "DROP DEFAULT"),
				literal(" (and SET DEFAULT "), "coalesce(c.default_sql, 'NULL')", literal(" after complete)"));
	}

	private void options(Pair pair, List<String> before) {
		String changed = "c.options <> r.options AND c.options <> " + before.stream()
			.sorted()
			.map(Identifier::literal)
			.collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
		check(pair, changed + " AND NOT r.options @> c.options", alter(pair.replacement(), "SET ("),
				"pg_catalog.array_to_string(c.options, ', ')", literal(")"));
		check(pair, changed + " AND NOT c.options @> r.options", alter(pair.replacement(), "RESET ("), """
				(SELECT pg_catalog.string_agg(pg_catalog.split_part(o, '=', 1), ', ')
					FROM pg_catalog.unnest(r.options) o WHERE o <> ALL (c.options))""", literal(")"));
	}

	private void storage(Pair pair, Column column) {
		String storage = "CASE c.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END";
		check(pair,
				"c.attstorage <> r.attstorage AND " + ((column.storage() != null)
						? storage + " <> " + literal(column.storage()) : "c.attstorage <> c.typstorage"),
				alter(pair.replacement(), "SET STORAGE "), storage);
		String compression = "CASE c.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' ELSE 'default' END";
		check(pair,
				"c.attcompression <> r.attcompression AND %s <> %s".formatted(compression,
						literal(Objects.requireNonNullElse(column.compression(), "default"))),
				alter(pair.replacement(), "SET COMPRESSION "), compression);
	}

	/** Privileges on the table apply to all of its columns. */
	private void rights(Pair pair, List<Grant> grants) {
		String before = grants.isEmpty() ? "SELECT NULL::name, NULL::text WHERE false"
				: grants.stream()
					.map((grant) -> "(%s::name, %s::text)".formatted(literal(grant.role()), literal(grant.privilege())))
					.collect(Collectors.joining(", ", "VALUES ", ""));
		rights(pair, "GRANT", "TO", "(%s) EXCEPT (%s) EXCEPT (%s)".formatted(rightsOf("c"), rightsOf("r"), before));
		rights(pair, "REVOKE", "FROM",
				"((%s) INTERSECT (%s)) EXCEPT (%s)".formatted(before, rightsOf("r"), rightsOf("c")));
	}

	private void rights(Pair pair, String verb, String preposition, String difference) {
		this.checks.add("""
				SELECT pg_catalog.concat(%s, d.privilege, %s, coalesce(pg_catalog.quote_ident(d.role), 'PUBLIC'))
				FROM properties c CROSS JOIN properties r CROSS JOIN LATERAL (%s) AS d (role, privilege)
				WHERE c.attname = %s AND r.attname = %s
				""".formatted(literal(verb + " "),
				literal(" (%s) ON %s %s ".formatted(Identifier.quote(pair.replacement()), this.table, preposition)),
				difference, literal(pair.column()), literal(pair.replacement())));
	}

	private static String rightsOf(String alias) {
		return "SELECT CASE WHEN x.grantee <> 0 THEN pg_catalog.pg_get_userbyid(x.grantee) END, x.privilege_type FROM pg_catalog.aclexplode(%s.attacl) x"
			.formatted(alias);
	}

	private String alter(String column, String action) {
		return literal("ALTER TABLE %s ALTER COLUMN %s %s".formatted(this.table, Identifier.quote(column), action));
	}

	private void check(Pair pair, String changed, String... statement) {
		this.checks.add("""
				SELECT pg_catalog.concat(%s) FROM properties c CROSS JOIN properties r
				WHERE c.attname = %s AND r.attname = %s AND %s
				""".formatted(String.join(", ", statement), literal(pair.column()), literal(pair.replacement()),
				changed));
	}

	private static String literal(@Nullable String text) {
		return (text != null) ? Identifier.literal(text) : "NULL";
	}

	/**
	 * The physical names of a column and its replacement.
	 */
	private record Pair(String column, String replacement) {
	}

}
