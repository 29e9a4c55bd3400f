package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Derivation;
import io.github.versionedschema.schema.Identifier;

/**
 * Queries that find rows whose two shapes disagree while both versions live: the new
 * values are not what up makes of the old ones, and the old values are not what down
 * makes of the new ones. One of the two may differ where the expressions do not invert
 * each other.
 */
final class VerificationSql {

	private final TableWork work;

	VerificationSql(TableWork work) {
		this.work = work;
	}

	List<Plan.Verification> write() {
		List<Plan.Verification> verifications = new ArrayList<>();
		for (Group group : this.work.groups()) {
			if (group.isComparableByDowns() && !group.upTargets().isEmpty()) {
				String from = "FROM %s WHERE (%s) AND (%s)".formatted(this.work.sqlName(),
						differ(group.ups(), group.upTargets()), differ(group.downs(), group.downTargets()));
				verifications.add(new Plan.Verification(this.work.name(),
						"%s against %s".formatted(names(group.oldColumns()), names(group.upTargets())),
						"SELECT count(*) " + from, "SELECT * " + from + " LIMIT 5"));
			}
		}
		return verifications;
	}

	/**
	 * Returns conditions on rows that no trigger and no backfill has seen, by the group
	 * whose columns have no value.
	 */
	Map<Group, String> unfilled() {
		Map<Group, String> conditions = new LinkedHashMap<>();
		for (Group group : this.work.groups()) {
			if (group.isComparableByDowns() && !group.upTargets().isEmpty()) {
				String none = group.upTargets()
					.stream()
					.map((target) -> Identifier.quote(target.physicalName()) + " IS NULL")
					.collect(Collectors.joining(" AND "));
				conditions.put(group, "%s AND (%s) AND (%s)".formatted(none, differ(group.ups(), group.upTargets()),
						differ(group.downs(), group.downTargets())));
			}
		}
		return conditions;
	}

	private String differ(List<Derivation> derivations, List<ColumnDraft> targets) {
		Map<ColumnDraft, String> computed = new HashMap<>();
		for (Derivation derivation : derivations) {
			computed.put(derivation.target(),
					this.work.functions()
						.call(derivation, (column) -> computed.getOrDefault(column, FillSql.ofRow(column))) + "::"
							+ derivation.target().type());
		}
		return Rows.differ(targets.stream().map((target) -> Identifier.quote(target.physicalName())).toList(),
				targets.stream().map((target) -> computed.getOrDefault(target, "NULL")).toList());
	}

	static String names(List<ColumnDraft> columns) {
		return columns.stream().map(ColumnDraft::toString).collect(Collectors.joining(", "));
	}

}
