package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the assignments of a backfill: new columns that are computed from others, and
 * new columns whose default differs between rows.
 */
public final class FillSql {

	private final SharedTable table;

	private final List<Group> groups;

	private final SyncFunctions functions;

	public FillSql(SharedTable table, List<Group> groups, SyncFunctions functions) {
		this.table = table;
		this.groups = groups;
		this.functions = functions;
	}

	/** Returns the columns to fill; possibly none. */
	public List<String> columns() {
		List<ColumnDraft> columns = new ArrayList<>();
		this.groups.forEach((group) -> columns.addAll(group.upTargets()));
		columns.addAll(filledByDefault());
		return columns.stream().map(ColumnDraft::physicalName).distinct().toList();
	}

	/** Returns the assignments after {@code SET}. */
	public String assignments() {
		List<String> assignments = new ArrayList<>();
		for (Group group : this.groups) {
			assignments.add(assignments(group, defaultsReadBy(group)));
		}
		filledByDefault().stream()
			.filter((column) -> this.groups.stream().noneMatch((group) -> defaultsReadBy(group).contains(column)))
			.forEach((column) -> assignments.add(name(column) + " = DEFAULT"));
		return assignments.stream().filter((assignment) -> !assignment.isEmpty()).collect(Collectors.joining(", "));
	}

	/** Returns the assignments after {@code SET} for one group only. */
	public String assignments(Group group) {
		return assignments(group, List.of());
	}

	private String assignments(Group group, List<ColumnDraft> defaults) {
		if (group.isChained() || !defaults.isEmpty()) {
			return chained(group, defaults);
		}
		return group.ups()
			.stream()
			.map((up) -> name(up.target()) + " = " + this.functions.call(up, FillSql::name))
			.collect(Collectors.joining(", "));
	}

	/**
	 * Returns a condition that is true for rows that lack a value which can be computed
	 * or which a default has to fill; null if there is no such condition.
	 */
	public @Nullable String missing() {
		List<String> conditions = new ArrayList<>();
		for (Group group : this.groups) {
			if (!group.upTargets().isEmpty()) {
				conditions.add("(" + missing(group) + ")");
			}
		}
		filledByDefault().stream()
			.filter(ColumnDraft::notNull)
			.forEach((column) -> conditions.add(name(column) + " IS NULL"));
		return conditions.isEmpty() ? null : String.join(" OR ", conditions);
	}

	/**
	 * Returns a condition that is true for rows that lack a value of one group which can
	 * be computed.
	 */
	public String missing(Group group) {
		Map<ColumnDraft, String> computed = new HashMap<>();
		group.ups()
			.forEach((up) -> computed.put(up.target(),
					this.functions.call(up, (column) -> computed.getOrDefault(column, ofRow(column)))));
		return "%s AND (%s)".formatted(none(group),
				group.upTargets()
					.stream()
					.map((target) -> "(%s) IS NOT NULL".formatted(computed.get(target)))
					.collect(Collectors.joining(" OR ")));
	}

	/** Returns a condition that is true for rows without any value of the group. */
	public static String none(Group group) {
		return group.upTargets()
			.stream()
			.map((target) -> name(target) + " IS NULL")
			.collect(Collectors.joining(" AND "));
	}

	/**
	 * Each value is computed once: OFFSET 0 prevents PostgreSQL from inlining a
	 * subquery's expression. The subquery of a default refers to the row, as otherwise
	 * every row would get the same value.
	 */
	private String chained(Group group, List<ColumnDraft> defaults) {
		Map<ColumnDraft, String> computed = new LinkedHashMap<>();
		List<String> sources = new ArrayList<>();
		for (ColumnDraft column : defaults) {
			computed.put(column, source(sources, "SELECT %s::%s AS v WHERE ctid IS NOT NULL"
				.formatted(PhysicalColumns.laterDefault(this.functions.scope(), column), column.type())));
		}
		for (Derivation up : group.ups()) {
			computed.put(up.target(), source(sources, "SELECT %s AS v"
				.formatted(this.functions.call(up, (column) -> computed.getOrDefault(column, ofRow(column))))));
		}
		List<ColumnDraft> targets = Stream.concat(defaults.stream(), group.upTargets().stream()).toList();
		return "(%s) = (SELECT %s FROM %s)".formatted(
				targets.stream().map(FillSql::name).collect(Collectors.joining(", ")),
				targets.stream().map(computed::get).collect(Collectors.joining(", ")), String.join(", ", sources));
	}

	private static String source(List<String> sources, String select) {
		String alias = "_vs_" + (sources.size() + 1);
		sources.add("LATERAL (%s OFFSET 0) AS %s".formatted(select, alias));
		return alias + ".v";
	}

	/**
	 * Returns the columns whose default must be set before the {@code up} values are
	 * computed.
	 */
	private List<ColumnDraft> defaultsReadBy(Group group) {
		return filledByDefault().stream()
			.filter((column) -> group.newColumns().contains(column)
					&& group.ups().stream().anyMatch((up) -> up.expression().columns().contains(column)))
			.toList();
	}

	private List<ColumnDraft> filledByDefault() {
		return this.table.visibleColumns()
			.stream()
			.filter((column) -> column.filling().isDefaultInBatches())
			.filter((column) -> this.groups.stream().noneMatch((group) -> group.upTargets().contains(column)))
			.toList();
	}

	public static String ofRow(ColumnDraft column) {
		return column.isPhysical() ? name(column) : "NULL::" + column.type();
	}

	private static String name(ColumnDraft column) {
		return Identifier.quote(column.physicalName());
	}

}
