package io.github.versionedschema.plan.strategy.row;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.SampleColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;

/**
 * Writes the steps that count rows of a table which violate the newer version's rules,
 * before complete becomes irreversible.
 */
public final class RowCounts {

	private final TableWork work;

	public RowCounts(TableWork work) {
		this.work = work;
	}

	/** Writes the counts of all rules, and of the checks that are copied. */
	public void write(Steps steps) {
		Rule.of(this.work)
			.forEach((rule) -> write(steps, rule.name(), rule.shown(), "look for rows that violate " + rule.shown(),
					rule.columns(), rule.violated(), rule.message()));
		CopiedCheck.of(this.work)
			.forEach((copy) -> write(steps, copy.name(), copy.name(), "look for rows that violate " + copy.name(),
					copied(copy.check()), copy.violated(), copy.message()));
	}

	/**
	 * Writes one count.
	 * @param id identifies the step among the counts of the table
	 * @param rule the rule as readable text
	 * @param title what the step looks for
	 * @param columns the columns to show of such rows
	 * @param violated the condition that is true for them
	 */
	void write(Steps steps, String id, String rule, String title, List<String> columns, String violated,
			String message) {
		String from = "FROM %s WHERE %s".formatted(this.work.sqlName(), violated);
		steps.add("verify." + this.work.name() + "." + id, Phase.VERIFY, title)
			.on(this.work.name())
			.scanning()
			.from(this.work.table().origin())
			.runs(new Action.Count(rule, message, "SELECT count(*) " + from,
					"SELECT " + SampleColumns.of("", this.work.table().source(), columns) + " " + from + " LIMIT 5"));
	}

	/**
	 * Returns the columns of the newer version that correspond to those of an old check
	 * constraint.
	 */
	private List<String> copied(Constraint check) {
		Map<String, String> names = this.work.indexes().names(ColumnDraft::physicalName);
		return SampleColumns.names(this.work.table().source(), check)
			.stream()
			.map((name) -> names.getOrDefault(name, name))
			.toList();
	}

}
