package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.Random;
import java.util.Set;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.Kind;
import io.github.versionedschema.chains.table.RandomTable;

/**
 * Generates operations that read the rows of the table beside the changed one. It is not
 * dropped in the version that reads it, as expressions are checked against the tables of
 * a version.
 *
 * @param random source of randomness
 * @param table the table that is changed
 */
record GivenTable(Random random, ChangingTable table) {

	/** Reads it, unless it was dropped. */
	void read() {
		TableObjects objects = this.table.objects();
		if (!objects.hasTable(name())) {
			return;
		}
		switch (this.random.nextInt(3)) {
			case 0 -> addColumn();
			case 1 -> dropColumn();
			default -> createTable();
		}
	}

	private String name() {
		return RandomTable.beside(this.table.suffix());
	}

	/** Writes of the other table fire triggers of this one, such as counting ones. */
	private void addColumn() {
		if (this.table.columns().stream().anyMatch((column) -> column.role() == Role.COUNTER)) {
			return;
		}
		ChainColumn column = new ChainColumn(this.table.newIdentity(), this.table.newName(), Kind.INTEGER, false, null,
				Role.VALUE);
		this.table.add(new ChainOperation(
				"- add_column: {table: %s, column: {name: %s, type: int, nullable: true}, up: %s}\n"
					.formatted(this.table.yaml(), Yaml.quoted(column.name()), value()),
				List.of(SimulatedTable.add(column, null), lookUp(column)), List.of(SimulatedTable.drop(column)),
				List.of(new Link(true, column.identity(), Set.of(this.table.key().identity()), true))));
		this.table.add(column);
		this.table.objects().keepTable(name());
	}

	private void dropColumn() {
		List<ChainColumn> changeable = this.table.columns().stream().filter(ChainColumn::mayChange).toList();
		List<ChainColumn> candidates = changeable.stream()
			.filter((column) -> column.kind() == Kind.INTEGER && !column.notNull())
			.toList();
		if (candidates.isEmpty() || changeable.size() < 3) {
			return;
		}
		ChainColumn column = candidates.get(this.random.nextInt(candidates.size()));
		this.table.add(new ChainOperation(
				"- drop_column: {table: %s, column: %s, down: %s}\n".formatted(this.table.yaml(),
						Yaml.quoted(column.name()), value()),
				List.of(SimulatedTable.drop(column)), List.of(SimulatedTable.add(column, null), lookUp(column)),
				List.of(new Link(false, column.identity(), Set.of(this.table.key().identity()), true))));
		this.table.remove(column);
		this.table.objects().keepTable(name());
	}

	private void createTable() {
		String made = this.table.objects().name("copied");
		this.table.add(ChainOperation.ofNoValues("""
				- create_table:
				    name: %1$s
				    columns: [{name: id, type: int, pk: true}, {name: twice, type: bigint}]
				    up: {table: %2$s, values: {id: %2$s.id, twice: "%2$s.v * 2"}}
				""".formatted(made, name())));
		this.table.objects().addTable(made);
		this.table.objects().keepTable(name());
	}

	private String value() {
		return "{table: %1$s, value: %1$s.v, where: %2$s}".formatted(name(),
				Yaml.quoted("%s.%s = %s.id".formatted(this.table.quoted(), this.table.key().sql(), name())));
	}

	private String lookUp(ChainColumn column) {
		return "update simulated s set %s = (select o.v from %s o where o.id = s.%s)".formatted(column.sql(),
				OtherTable.marker(name()), this.table.key().sql());
	}

}
