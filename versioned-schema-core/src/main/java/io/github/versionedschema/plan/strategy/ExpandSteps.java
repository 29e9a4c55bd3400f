package io.github.versionedschema.plan.strategy;

import java.util.List;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.plan.strategy.row.DuplicateChecks;
import io.github.versionedschema.plan.strategy.row.UnvalidatedRules;
import io.github.versionedschema.plan.sync.PhysicalColumns;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Writes the steps of expand that all strategies have, with what a strategy adds to them.
 */
final class ExpandSteps {

	private final TableWork work;

	private final List<String> origin;

	ExpandSteps(TableWork work) {
		this.work = work;
		this.origin = work.table().origin();
	}

	/** Writes the checks of rows that would stop expand later. */
	void writeChecks(Steps steps) {
		new DuplicateChecks(this.work).write(steps);
		new UnvalidatedRules(this.work).write(steps);
	}

	/**
	 * Writes the step that creates functions, if there are any.
	 * @param drop the statements that drop them
	 */
	void writeFunctions(Steps steps, List<String> create, List<String> drop) {
		if (!create.isEmpty()) {
			steps.add("functions." + this.work.name(), Phase.EXPAND, "create sync functions of " + this.work.name())
				.on(this.work.name())
				.from(this.origin)
				.undoneBy(Steps.transaction(drop))
				.runs(Steps.transaction(create));
		}
	}

	/**
	 * Writes the step that adds the new columns.
	 * @param statements the statements that add them, and others of the same transaction
	 * @param inverse the actions that undo it
	 * @param trials what clients do before and after it
	 */
	void writeColumns(Steps steps, List<String> statements, List<Action> inverse, List<Trial> trials) {
		PhysicalColumns columns = this.work.columns();
		List<String> added = columns.names();
		String name = this.work.name();
		String table = this.work.sqlName();
		boolean shared = columns.isEmpty() && this.work.sync().owed().isEmpty();
		steps
			.add("expand." + name, Phase.EXPAND,
					"expand " + name + (added.isEmpty() ? "" : ": add " + String.join(", ", added)))
			.on(name)
			.locking((shared ? "SHARE ROW EXCLUSIVE on " : "ACCESS EXCLUSIVE on ") + name)
			.rewriting(!columns.rewriting().isEmpty())
			.addingColumns(!added.isEmpty() || !this.work.sync().givenNulls().addColumns().isEmpty())
			.from(this.origin)
			.undoneBy(inverse.toArray(Action[]::new))
			.runs(new Action.Transaction(List.of(shared ? TableLock.ofWrites(table) : TableLock.exclusive(table)),
					statements, trials));
	}

	/**
	 * Writes the step that gives the new columns their values.
	 * @param columns the columns
	 * @param action how they are filled
	 */
	void writeFill(Steps steps, List<String> columns, Action action) {
		String name = this.work.name();
		steps.add("backfill." + name, Phase.BACKFILL, "fill %s of %s".formatted(String.join(", ", columns), name))
			.on(name)
			.locking("ROW EXCLUSIVE on %s, rows in batches".formatted(name))
			.scanning()
			.rewriting(true)
			.from(this.origin)
			.runs(action);
	}

}
