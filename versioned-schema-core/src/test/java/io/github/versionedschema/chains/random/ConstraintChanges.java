package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainConstraint;
import io.github.versionedschema.chains.table.ChainConstraint.Type;

/**
 * Generates operations that drop and rename constraints and indexes.
 *
 * @param random source of randomness
 * @param picks picks the changed values
 * @param table the table that is changed
 */
record ConstraintChanges(Random random, Picks picks, ChangingTable table) {

	void drop() {
		ChainConstraint constraint = this.table.objects().constraint(this::mayGo);
		if (constraint == null) {
			return;
		}
		List<ChainColumn> columns = changeable(constraint);
		boolean changes = constraint.kind() == Type.CHECK && columns.size() == constraint.columns().size()
				&& this.random.nextBoolean();
		if (constraint.columns().size() == 1) {
			drop("drop_constraint", constraint, changes ? columns : List.of());
		}
		else {
			drop(this.random.nextBoolean() || changes ? "drop_multicolumn_constraint" : "drop_constraint", constraint,
					changes ? columns : List.of());
		}
	}

	private void drop(String operation, ChainConstraint constraint, List<ChainColumn> changing) {
		String text = "- %s: {table: %s, name: %s".formatted(operation, this.table.yaml(),
				Yaml.quoted(constraint.name()));
		this.table.objects().drop(constraint);
		if (changing.isEmpty()) {
			this.table.add(ChainOperation.ofNoValues(text + "}\n"));
			return;
		}
		List<Change> changes = this.picks.together(changing, this.table::newIdentity);
		String values = operation.equals("drop_constraint")
				? ", up: %s, down: %s".formatted(Yaml.quoted(changes.get(0).up()), Yaml.quoted(changes.get(0).down()))
				: Change.maps(changes);
		this.table.add(Change.operation(text + values + "}\n", changes));
		changes.forEach((change) -> this.table.replace(change.from(), change.to()));
	}

	void rename() {
		ChainConstraint constraint = this.table.objects().constraint((some) -> some.kind() != Type.INDEX);
		if (constraint == null) {
			return;
		}
		ChainConstraint other = this.table.objects()
			.constraint((some) -> some.kind() != Type.INDEX && some != constraint);
		String name = this.table.objects().constraintName();
		if (other != null && this.random.nextBoolean()) {
			ChainConstraint waiting = rename(constraint, name);
			rename(other, constraint.name());
			rename(waiting, other.name());
		}
		else {
			rename(constraint, name);
		}
	}

	private ChainConstraint rename(ChainConstraint constraint, String name) {
		ChainConstraint renamed = constraint.named(name);
		this.table.add(ChainOperation.ofNoValues("- rename_constraint: {table: %s, from: %s, to: %s}\n"
			.formatted(this.table.yaml(), Yaml.quoted(constraint.name()), Yaml.quoted(renamed.name()))));
		this.table.objects().replace(constraint, renamed);
		return renamed;
	}

	void dropIndex() {
		ChainConstraint index = this.table.objects().constraint((some) -> some.kind() == Type.INDEX);
		if (index != null) {
			this.table.add(ChainOperation.ofNoValues("- drop_index: {name: %s}\n".formatted(index.name())));
			this.table.objects().drop(index);
		}
	}

	/** Statements of clients, and foreign keys, need keys. */
	private boolean mayGo(ChainConstraint constraint) {
		return switch (constraint.kind()) {
			case CHECK, DEFERRABLE, FOREIGN_KEY -> true;
			case UNIQUE -> !this.table.objects().has(Type.FOREIGN_KEY);
			case PRIMARY_KEY -> !this.table.given().upserts() && !this.table.objects().has(Type.FOREIGN_KEY);
			case INDEX -> false;
		};
	}

	private List<ChainColumn> changeable(ChainConstraint constraint) {
		return constraint.columns()
			.stream()
			.map(this.table::column)
			.filter(Objects::nonNull)
			.filter(ChainColumn::mayChange)
			.toList();
	}

}
