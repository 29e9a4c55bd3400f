package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes the steps that forbid null in new columns of a primary key or identity, so that
 * contract can set NOT NULL without a scan. Even a {@code NOT VALID} check binds old
 * clients, whose rows lack a value if it cannot be computed. If such rows are possible,
 * the check is added after complete has begun. Until then, a trigger enforces it for the
 * new version.
 */
final class StrictColumns {

	private final TableWork work;

	StrictColumns(TableWork work) {
		this.work = work;
	}

	/**
	 * Writes the steps.
	 * @param phase when they run
	 */
	void write(Steps steps, Phase phase) {
		this.work.strictColumns().forEach((column) -> write(steps, phase, column));
	}

	private void write(Steps steps, Phase phase, ColumnDraft column) {
		String table = this.work.sqlName();
		String constraint = Identifier.quote(this.work.strictName(column));
		step(steps, phase, column, "strict", "forbid null in the new " + column.requiredName())
			.locking("ACCESS EXCLUSIVE on " + this.work.name())
			.undoneBy(Steps.exclusively(table,
					"ALTER TABLE IF EXISTS %s DROP CONSTRAINT IF EXISTS %s".formatted(table, constraint)))
			.runs(Steps.exclusively(table, "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
				.formatted(table, constraint, Identifier.quote(column.physicalName()))));
		step(steps, phase, column, "validate", "validate that the new %s has no null".formatted(column.requiredName()))
			.locking("SHARE UPDATE EXCLUSIVE on " + this.work.name())
			.scanning()
			.runs(Steps.transaction("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, constraint)));
	}

	private Steps.Draft step(Steps steps, Phase phase, ColumnDraft column, String purpose, String title) {
		return steps.add(purpose + "." + this.work.name() + "." + column.requiredName(), phase, title)
			.on(this.work.name())
			.from((column.operation() != null) ? List.of(column.operation().toString()) : this.work.table().origin());
	}

}
