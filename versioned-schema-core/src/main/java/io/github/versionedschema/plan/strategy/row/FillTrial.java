package io.github.versionedschema.plan.strategy.row;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.sync.FillSql;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Creates the trials that find rows which cannot be filled because of foreign keys on
 * their new values. If the leader disables triggers, foreign keys are not enforced, so
 * filled rows have to be checked.
 */
final class FillTrial {

	private final TableWork work;

	private final List<KeyGuards.Reference> references;

	/**
	 * Creates the trials of a table.
	 * @param references the table's foreign keys that values can violate
	 */
	FillTrial(TableWork work, List<KeyGuards.Reference> references) {
		this.work = work;
		this.references = references;
	}

	/** Returns the foreign keys on columns of a group. */
	Stream<KeyGuards.Reference> references(Group group) {
		return this.references.stream()
			.filter((reference) -> reference.columns().stream().anyMatch(group.upTargets()::contains));
	}

	/** Returns the trial of one group. */
	Action.RowProblem of(Group group) {
		Action.RowProblem trial = this.work.trial(List.of(group));
		Map<ColumnDraft, String> values = new HashMap<>();
		for (Derivation up : group.ups()) {
			values.put(up.target(),
					this.work.functions().call(up, (column) -> values.getOrDefault(column, ofRow(column))) + "::"
							+ up.target().type());
		}
		StringBuilder problem = new StringBuilder("coalesce(").append(trial.problem());
		references(group)
			.forEach((reference) -> problem.append(", CASE WHEN %s AND %s THEN %s END".formatted(FillSql.none(group),
					reference.missing((column) -> values.getOrDefault(column, ofRow(column))),
					Identifier.literal("no row of %s has the key that %s demands".formatted(reference.referenced(),
							reference.name())))));
		return new Action.RowProblem(problem.append(")").toString(), trial.key());
	}

	/** Within a query on another table. */
	private String ofRow(ColumnDraft column) {
		return column.isPhysical() ? Identifier.quote(this.work.name()) + "." + FillSql.ofRow(column)
				: FillSql.ofRow(column);
	}

}
