package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.plan.strategy.FlowSteps;
import io.github.versionedschema.plan.strategy.RowSteps;
import io.github.versionedschema.plan.strategy.TableAtOnce;
import io.github.versionedschema.plan.strategy.TableRemoval;
import io.github.versionedschema.plan.strategy.TableStrategy;
import io.github.versionedschema.plan.strategy.key.ForeignKeys;
import io.github.versionedschema.plan.table.Steps;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Expand and complete run at once, as no client uses the schema: it needs no second form
 * of any table, and no rows can get in the way.
 */
final class AtOnce implements Course {

	@Override
	public TableStrategy strategy(TableWork work, ForeignKeys keys) {
		return work.table().isDropped() ? TableRemoval.atOnce(work) : new TableAtOnce(work);
	}

	@Override
	public void writeRows(Steps steps, RowSteps rows) {
		rows.writeAtOnce(steps);
	}

	@Override
	public void writeUnbound(Steps steps, List<TableWork> works) {
		works.forEach((work) -> new FlowSteps(work).writeAtOnce(steps));
	}

}
