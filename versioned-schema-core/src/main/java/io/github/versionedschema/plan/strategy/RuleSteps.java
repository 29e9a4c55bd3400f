package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.table.Rule;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Constraint;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps that validate the constraints which contract added without a scan.
 */
final class RuleSteps {

	private final TableWork work;

	private final FinalTable table;

	RuleSteps(TableWork work) {
		this.work = work;
		this.table = new FinalTable(work);
	}

	void write(Steps steps) {
		for (Rule rule : Rule.added(this.work)) {
			writeValidation(steps, rule.name(), rule.shown(), rule.validate(this.table.sql()));
			List<String> settle = rule.settle(this.table.sql());
			if (!settle.isEmpty()) {
				this.table.writeExclusive(steps, "not_null." + rule.name(), "set " + rule.shown(), settle);
			}
		}
		for (Constraint check : this.work.copiedChecks()) {
			if (check.validated()) {
				writeValidation(steps, check.name(), check.name(), "ALTER TABLE %s VALIDATE CONSTRAINT %s"
					.formatted(this.table.sql(), Identifier.quote(check.name())));
			}
		}
	}

	private void writeValidation(Steps steps, String constraint, String shown, String statement) {
		this.table.step(steps, "validate." + constraint, "validate " + shown)
			.locking("SHARE UPDATE EXCLUSIVE on " + this.table.name())
			.scanning()
			.runs(Steps.transaction(statement));
	}

}
