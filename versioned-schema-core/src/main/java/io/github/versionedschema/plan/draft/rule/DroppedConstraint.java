package io.github.versionedschema.plan.draft.rule;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
public record DroppedConstraint(String name, List<ColumnDraft> columns, boolean notNull, boolean late) {

	public DroppedConstraint {
		columns = List.copyOf(columns);
	}

	/** Returns its column, whose values one expression can give. */
	public ColumnDraft onlyColumn() {
		if (this.columns.size() != 1) {
			throw new Rejection(
					"Constraint %s has the columns %s, and \"up\" and \"down\" give the values of one."
						.formatted(Names.shown(this.name), this.columns),
					"Use drop_multicolumn_constraint, or leave them out: complete then drops the constraint.");
		}
		return this.columns.get(0);
	}

	/**
	 * Requires that expressions give the older version values of all its columns, and
	 * that they are for no other columns.
	 */
	public void requireValues(Map<String, String> ups, Map<String, String> downs) {
		List<String> names = this.columns.stream().map(ColumnDraft::requiredName).toList();
		Stream<Rejection> others = Stream.concat(ups.keySet().stream(), downs.keySet().stream())
			.distinct()
			.filter((name) -> !names.contains(name))
			.map((name) -> new Rejection("Column %s is not one of the columns %s of constraint %s."
				.formatted(Names.shown(name), names, Names.shown(this.name)), Names.suggestion(name, names)));
		Stream<Rejection> missing = names.stream()
			.filter((name) -> downs.get(name) == null)
			.map((name) -> new Rejection(
					"Constraint %s has column %s, and \"down\" does not say what the older version sees in it."
						.formatted(Names.shown(this.name), Names.shown(name)),
					"Give \"down\" for each of the columns %s, or neither \"up\" nor \"down\": complete then drops the constraint."
						.formatted(names)));
		List<Rejection> found = Stream.concat(others, missing).toList();
		if (!found.isEmpty()) {
			throw new Rejection(found);
		}
	}

	/** Returns the change of the values of its column. */
	public ColumnChange values(@Nullable String up, @Nullable String down) {
		return new ColumnChange(null, null, Change.absent(), Change.absent(), null, null, null, up, down);
	}

}
