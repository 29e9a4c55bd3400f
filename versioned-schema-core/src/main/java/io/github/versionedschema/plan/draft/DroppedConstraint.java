package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.plan.draft.column.ColumnChange;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * A constraint that an operation drops.
 *
 * @param name its name
 * @param columns the columns of the newer version to which it applied
 * @param notNull whether it forbids null
 * @param late whether the older version has it, so that the table has it until complete
 */
record DroppedConstraint(String name, List<ColumnDraft> columns, boolean notNull, boolean late) {

	DroppedConstraint {
		columns = List.copyOf(columns);
	}

	/** Returns its column, whose values one expression can give. */
	ColumnDraft onlyColumn() {
		if (this.columns.size() != 1) {
			throw new Rejection("Constraint %s has the columns %s, and \"up\" and \"down\" give the values of one."
				.formatted(Names.shown(this.name), this.columns), "Leave them out: complete drops the constraint.");
		}
		return this.columns.get(0);
	}

	/** Returns the change of the values of its column. */
	ColumnChange values(@Nullable String up, @Nullable String down) {
		return new ColumnChange(null, null, Change.absent(), Change.absent(), null, null, null, up, down);
	}

}
