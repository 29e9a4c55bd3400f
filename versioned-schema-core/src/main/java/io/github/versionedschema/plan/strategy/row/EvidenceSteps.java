package io.github.versionedschema.plan.strategy.row;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation;
import io.github.versionedschema.plan.sync.Group;
import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps that find, and on request fill, rows which the sync triggers never
 * processed. Rows can be written without them: with an attached partition, or while
 * triggers are disabled. They have only old values, from which the newer version's values
 * may have to be computed.
 */
public final class EvidenceSteps {

	private final TableWork work;

	private final FillTrial trial;

	private final RowEvidence evidence;

	private final RowCounts counts;

	/**
	 * Creates the steps of a table.
	 * @param references the table's foreign keys that values can violate
	 */
	public EvidenceSteps(TableWork work, List<KeyGuards.Reference> references) {
		this.work = work;
		this.trial = new FillTrial(work, references);
		this.evidence = new RowEvidence(work);
		this.counts = new RowCounts(work);
	}

	public void write(Steps steps) {
		for (Group group : this.work.groups()) {
			this.evidence.unfilled(group).ifPresent((condition) -> writeUnfilled(steps, group, condition));
			this.evidence.contradictory(group).ifPresent((condition) -> writeContradictory(steps, group, condition));
		}
	}

	private void writeUnfilled(Steps steps, Group group, String condition) {
		String columns = VerificationSql.names(group.upTargets());
		writeRepair(steps, group, columns, condition);
		if (group.readsOtherTables()) {
			// A row of the other table that the newer version wrote has since matched.
			return;
		}
		this.counts.write(steps, columns, columns,
				"look for rows of %s without values of %s".formatted(this.work.name(), columns), involved(group),
				condition,
				"rows of %s lack values of %s that can be computed. They may belong to a partition that was attached, or have been loaded with triggers disabled. \"fill\" of the endpoint or the command computes the values"
					.formatted(this.work.name(), columns));
	}

	private void writeContradictory(Steps steps, Group group, String condition) {
		String newer = VerificationSql.names(group.upTargets());
		String older = VerificationSql.names(group.oldColumns());
		this.counts.write(steps, older, older,
				"look for rows of %s whose %s contradict each other".formatted(this.work.name(),
						newer.equals(older) ? "values of " + newer : newer + " and " + older),
				involved(group), condition,
				"rows of %s hold values of %s that do not follow from %s, nor these from them, as rows that were written with triggers disabled. Whichever is right is lost if the other goes. To keep what the older version sees: SET versioned_schema.backfill = 'on'; %s. To keep what the newer version sees: %s"
					.formatted(this.work.name(), newer, older, update(group.ups(), condition),
							update(group.downs(), condition)));
	}

	private String update(List<Derivation> derivations, String condition) {
		return "UPDATE %s SET %s WHERE %s".formatted(this.work.sqlName(),
				new VerificationSql(this.work).assignments(derivations), condition);
	}

	private void writeRepair(Steps steps, Group group, String columns, String condition) {
		List<String> filled = group.upTargets().stream().map(ColumnDraft::physicalName).toList();
		steps
			.add("repair.%s.%d".formatted(this.work.name(), group.number()), Phase.REPAIR,
					"fill %s of %s where it is missing".formatted(columns, this.work.name()))
			.on(this.work.name())
			.locking("ROW EXCLUSIVE on %s, rows in batches".formatted(this.work.name()))
			.scanning()
			.from(this.work.table().origin())
			.runs(new Action.Backfill(this.work.scope().base(), this.work.table().physicalName(),
					this.work.fill().assignments(group), condition, filled, condition, repairable(group)));
		this.trial.references(group).forEach((reference) -> writeReference(steps, reference));
	}

	/** A null that the newer version wrote is not filled. */
	private Action.RowProblem repairable(Group group) {
		Action.RowProblem problem = this.trial.of(group);
		String mark = this.work.sync().givenNulls().mark(group);
		return (mark == null) ? problem : new Action.RowProblem(
				"CASE WHEN %s IS NULL THEN %s END".formatted(mark, problem.problem()), problem.key());
	}

	/** The row that it references may be deleted while the row is being filled. */
	private void writeReference(Steps steps, KeyGuards.Reference reference) {
		String from = "FROM %s AS _vs_from WHERE %s".formatted(this.work.sqlName(),
				reference.missing((column) -> "_vs_from." + Identifier.quote(column.physicalName())));
		steps
			.add("repair.%s.%s".formatted(this.work.name(), reference.name()), Phase.REPAIR,
					"look for rows that violate " + reference.name())
			.on(this.work.name())
			.scanning()
			.from(this.work.table().origin())
			.runs(new Action.Count(reference.name(),
					"rows of %s refer to rows of %s that do not exist".formatted(this.work.name(),
							reference.referenced()),
					"SELECT count(*) " + from, "SELECT %s %s LIMIT 5".formatted(SampleColumns.of("_vs_from.",
							this.work.table().source(), SampleColumns.physical(reference.columns())), from)));
	}

	private static List<String> involved(Group group) {
		return SampleColumns.physical(Stream.concat(group.oldColumns().stream(), group.upTargets().stream()).toList());
	}

}
