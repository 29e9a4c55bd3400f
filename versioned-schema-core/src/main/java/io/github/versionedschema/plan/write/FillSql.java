package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Derivation;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Identifier;

/**
 * What a backfill sets: every new column whose value follows from others, and every one
 * that a default fills which differs from row to row.
 */
final class FillSql {

	private final SharedTable table;

	private final List<Group> groups;

	private final SyncFunctions functions;

	FillSql(SharedTable table, List<Group> groups, SyncFunctions functions) {
		this.table = table;
		this.groups = groups;
		this.functions = functions;
	}

	/** Returns the columns that are filled; possibly none. */
	List<String> columns() {
		List<ColumnDraft> columns = new ArrayList<>();
		this.groups.forEach((group) -> columns.addAll(group.upTargets()));
		columns.addAll(filledByDefault());
		return columns.stream().map(ColumnDraft::physicalName).distinct().toList();
	}

	/** Returns what follows {@code SET}. */
	String assignments() {
		List<String> assignments = new ArrayList<>();
		for (Group group : this.groups) {
			if (group.isChained()) {
				assignments.add(chained(group));
			}
			else {
				group.ups()
					.forEach((up) -> assignments
						.add(name(up.target()) + " = " + this.functions.call(up, FillSql::name)));
			}
		}
		filledByDefault().forEach((column) -> assignments.add(name(column) + " = DEFAULT"));
		return String.join(", ", assignments);
	}

	/**
	 * Each value is computed once: OFFSET 0 keeps PostgreSQL from repeating a subquery's
	 * expression where it is used.
	 */
	private String chained(Group group) {
		Map<ColumnDraft, String> computed = new HashMap<>();
		List<String> sources = new ArrayList<>();
		for (Derivation up : group.ups()) {
			String source = "_vs_" + (sources.size() + 1);
			sources.add("LATERAL (SELECT %s AS v OFFSET 0) AS %s"
				.formatted(this.functions.call(up, (column) -> computed.getOrDefault(column, ofRow(column))), source));
			computed.put(up.target(), source + ".v");
		}
		List<ColumnDraft> targets = group.upTargets();
		return "(%s) = (SELECT %s FROM %s)".formatted(
				targets.stream().map(FillSql::name).collect(Collectors.joining(", ")),
				targets.stream().map(computed::get).collect(Collectors.joining(", ")), String.join(", ", sources));
	}

	private List<ColumnDraft> filledByDefault() {
		return this.table.visibleColumns()
			.stream()
			.filter(ColumnDraft::isFilledByDefault)
			.filter((column) -> this.groups.stream().noneMatch((group) -> group.upTargets().contains(column)))
			.toList();
	}

	static String ofRow(ColumnDraft column) {
		return column.isPhysical() ? name(column) : "NULL::" + column.type();
	}

	private static String name(ColumnDraft column) {
		return Identifier.quote(column.physicalName());
	}

}
