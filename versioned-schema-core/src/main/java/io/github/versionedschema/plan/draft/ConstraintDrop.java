package io.github.versionedschema.plan.draft;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.rule.DroppedConstraint;
import io.github.versionedschema.plan.name.Names;
import io.github.versionedschema.plan.rejection.Rejection;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Constraint;

/**
 * Drops a constraint of a table that has rows. A constraint that the chain adds is not
 * added. Another one stays for all versions until complete.
 */
final class ConstraintDrop {

	private final SharedTable table;

	private final Source operation;

	ConstraintDrop(SharedTable table, Source operation) {
		this.table = table;
		this.operation = operation;
	}

	DroppedConstraint apply(String name) {
		Optional<DroppedConstraint> added = this.table.schema()
			.keys()
			.drop(this.table, name)
			.or(() -> this.table.rules().dropAdded(name, this.table.schema().relations()));
		if (added.isPresent()) {
			this.table.schema().keys().requireKeys(this.table);
			return added.get();
		}
		String original = this.table.rules().existing().originalName(name);
		Optional<Constraint> constraint = this.table.rules().existing().constraint(original);
		DroppedConstraint dropped = constraint
			.map((existing) -> new DroppedConstraint(name, columns(existing.columns()),
					existing.type() == Constraint.Type.NOT_NULL, true))
			.or(() -> this.table.rules()
				.existing()
				.lateCheck(original)
				.map((check) -> new DroppedConstraint(name, columns(check.columns().values()), false, true)))
			.orElseThrow(() -> this.table.rules().existing().missing(name));
		constraint.ifPresent((existing) -> requireDroppable(existing, dropped));
		this.table.rules().existing().dropConstraint(original, this.table.schema().relations(), this.operation);
		this.table.touch(this.operation);
		this.table.schema().keys().requireKeys(this.table);
		if (dropped.notNull()) {
			dropped.columns().forEach((column) -> this.table.rules().changeNullability(column, true, this.operation));
		}
		return dropped;
	}

	/** Returns the columns of the newer version that are, or replace, these columns. */
	private List<ColumnDraft> columns(Collection<Integer> numbers) {
		return this.table.visibleColumns().stream().filter((column) -> {
			Column ancestor = column.ancestor();
			return ancestor != null && numbers.contains(ancestor.number());
		}).toList();
	}

	private void requireDroppable(Constraint constraint, DroppedConstraint dropped) {
		String what = "Constraint %s of table %s".formatted(Names.shown(dropped.name()),
				Names.shown(this.table.name()));
		if (constraint.type() == Constraint.Type.TRIGGER) {
			throw new Rejection(what + " is a constraint trigger.", "Drop the trigger, with the sql operation.");
		}
		if (constraint.type() != Constraint.Type.NOT_NULL) {
			return;
		}
		for (ColumnDraft column : dropped.columns()) {
			if (column.isIdentity()) {
				throw new Rejection("%s is on the identity column %s, which cannot be null.".formatted(what,
						Names.shown(column.name())), "Leave the operation out.");
			}
			if (this.table.rules().isInPrimaryKey(column)) {
				throw new Rejection("%s is on column %s of the primary key, which cannot be null.".formatted(what,
						Names.shown(column.name())), "Drop the primary key first.");
			}
		}
	}

}
