package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.versionedschema.chains.random.ChainOperation.Observation;
import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.ChainConstraint;
import io.github.versionedschema.chains.table.ChainConstraint.Type;
import io.github.versionedschema.chains.table.Kind;

/**
 * Generates columns that reference another table, and columns that have their values from
 * one.
 *
 * @param random source of randomness
 * @param table the table that is changed
 */
record OtherTableOperations(Random random, ChangingTable table) {

	/**
	 * Adds a reference, without values in existing rows.
	 * @param number the number of the other table
	 */
	void addReference(ChangingTable other, int number) {
		ChainColumn column = new ChainColumn(this.table.newIdentity(), this.table.newName(), other.key().kind(), false,
				null, Role.REFERENCE);
		String name = this.table.objects().constraintName();
		String actions = ", on_update: CASCADE, on_delete: " + (this.random.nextBoolean() ? "CASCADE" : "SET NULL");
		this.table.add(new ChainOperation(
				"""
						- add_column: {table: %1$s, column: {name: %2$s, type: %3$s, nullable: true}}
						- create_constraint: {table: %1$s, name: %4$s, type: foreign_key, columns: [%2$s], references: {table: %5$s, columns: [%6$s]%7$s}}
						"""
					.formatted(this.table.yaml(), Yaml.quoted(column.name()), column.kind().type(), Yaml.quoted(name),
							other.yaml(), Yaml.quoted(other.key().name()), actions),
				List.of(SimulatedTable.add(column, null)), List.of(SimulatedTable.drop(column)), List.of(),
				new Observation(column.identity(), SimulatedTable.observe(column, this.table.key()))));
		this.table.add(column);
		this.table.references().add(number);
		this.table.objects().add(new ChainConstraint(name, Type.FOREIGN_KEY, List.of(column.identity())));
	}

	/**
	 * Adds a column with a value of the referenced row of a table that is unchanged so
	 * far. Writes of that table fire triggers of this one.
	 */
	void addLookUp(ChainColumn reference, ChangingTable other) {
		List<ChainColumn> values = other.columns()
			.stream()
			.filter((column) -> column.role() == Role.VALUE && column.kind() != Kind.DOCUMENT)
			.toList();
		if (values.isEmpty() || this.table.columns().stream().anyMatch((column) -> column.role() == Role.COUNTER)
				|| !other.operations().isEmpty() || other == this.table) {
			return;
		}
		ChainColumn value = values.get(this.random.nextInt(values.size()));
		ChainColumn column = new ChainColumn(this.table.newIdentity(), this.table.newName(), value.kind(), false, null,
				Role.VALUE);
		String sql = other.quoted();
		this.table.add(new ChainOperation(
				"- add_column: {table: %s, column: {name: %s, type: %s, nullable: true}, up: {table: %s, value: %s, where: %s}}\n"
					.formatted(this.table.yaml(), Yaml.quoted(column.name()), Yaml.quoted(column.kind().type()),
							other.yaml(), Yaml.quoted(sql + "." + value.sql()),
							Yaml.quoted("%s.%s = %s.%s".formatted(this.table.quoted(), reference.sql(), sql,
									other.key().sql()))),
				List.of(SimulatedTable.add(column, null),
						SimulatedTable.lookUp(column, other.name(), value, other.key(), reference)),
				List.of(SimulatedTable.drop(column)),
				List.of(new Link(true, column.identity(), Set.of(reference.identity()), true))));
		this.table.add(column);
	}

}
