package io.github.versionedschema.chains.random;

import java.util.Random;

/**
 * Generates operations that add checks and indexes.
 *
 * @param random source of randomness
 * @param picks picks the columns
 * @param table the table that is changed
 */
record RuleAdditions(Random random, Picks picks, ChangingTable table) {

	void add() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column == null) {
			return;
		}
		int number = this.table.number();
		if (this.random.nextBoolean()) {
			this.table.add(ChainOperation
				.ofNoValues("- alter_column: {table: %s, column: %s, check: {name: rule_%d, constraint: %s}}\n"
					.formatted(this.table.yaml(), Yaml.quoted(column.name()), number,
							Yaml.quoted(column.asInteger() + " > -1000000"))));
		}
		else if (column.kind().hasOrder()) {
			this.table.add(ChainOperation
				.ofNoValues("- create_index: {name: index_%s%d, table: %s, columns: [%s, %s], unique: true}\n"
					.formatted(this.table.suffix(), number, this.table.yaml(), Yaml.quoted(this.table.key().name()),
							Yaml.quoted(column.name()))));
		}
	}

}
