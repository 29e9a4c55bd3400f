package io.github.versionedschema.plan.write;

import java.util.List;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.RowTrial;
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
	public VersionSchemas schemas() {
		return VersionSchemas.NONE;
	}

	@Override
	public List<Finding> obstacles(TableWork work) {
		return List.of();
	}

	@Override
	public List<Finding> notes(List<TableWork> works) {
		return List.of();
	}

	@Override
	public List<RowTrial> rowTrials(List<TableWork> works) {
		return List.of();
	}

	@Override
	public void writeChecks(Steps steps, TableWork work) {
	}

	@Override
	public void writeSides(Steps steps) {
	}

}
