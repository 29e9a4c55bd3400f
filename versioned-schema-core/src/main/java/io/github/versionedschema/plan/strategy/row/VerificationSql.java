package io.github.versionedschema.plan.strategy.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Creates queries that find rows whose values for the two versions do not match while
 * both are live: neither do the new values equal the result of {@code up}, nor the old
 * values the result of {@code down}. Only one may differ if the expressions are not
 * inverse to each other.
 */
public final class VerificationSql {

	private final TableWork work;

	public VerificationSql(TableWork work) {
		this.work = work;
	}

	public List<Plan.Verification> write() {
		List<Plan.Verification> verifications = new ArrayList<>();
		for (Group group : this.work.groups()) {
			if (group.isComparableByDowns() && !group.upTargets().isEmpty()) {
				String from = "FROM %s WHERE %s".formatted(this.work.sqlName(), disagreeing(group));
				String columns = SampleColumns.of("", this.work.table().source(), SampleColumns
					.physical(Stream.concat(group.oldColumns().stream(), group.upTargets().stream()).toList()));
				verifications.add(new Plan.Verification(this.work.name(),
						"%s against %s".formatted(names(group.oldColumns()), names(group.upTargets())),
						"SELECT count(*) " + from, "SELECT " + columns + " " + from + " LIMIT 5"));
			}
		}
		return verifications;
	}

	/**
	 * Returns the condition that the values of a group match in neither direction.
	 */
	String disagreeing(Group group) {
		return "(%s) AND (%s)".formatted(differ(group.ups(), group.upTargets()),
				differ(group.downs(), group.downTargets()));
	}

	/**
	 * Returns the assignments after {@code SET} that compute values from those of the
	 * other version.
	 */
	String assignments(List<Derivation> derivations) {
		return computed(derivations).entrySet()
			.stream()
			.filter((entry) -> entry.getKey().isPhysical())
			.map((entry) -> Identifier.quote(entry.getKey().physicalName()) + " = " + entry.getValue())
			.collect(Collectors.joining(", "));
	}

	private String differ(List<Derivation> derivations, List<ColumnDraft> targets) {
		Map<ColumnDraft, String> computed = computed(derivations);
		return Rows.differ(targets.stream().map((target) -> Identifier.quote(target.physicalName())).toList(),
				targets.stream().map((target) -> computed.getOrDefault(target, "NULL")).toList());
	}

	private Map<ColumnDraft, String> computed(List<Derivation> derivations) {
		Map<ColumnDraft, String> computed = new LinkedHashMap<>();
		for (Derivation derivation : derivations) {
			computed.put(derivation.target(),
					this.work.functions()
						.call(derivation, (column) -> computed.getOrDefault(column, FillSql.ofRow(column))) + "::"
							+ derivation.target().type());
		}
		return computed;
	}

	static String names(List<ColumnDraft> columns) {
		return columns.stream().map(ColumnDraft::toString).collect(Collectors.joining(", "));
	}

}
