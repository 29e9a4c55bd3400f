package io.github.versionedschema.chains;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table and migrations of it.
 *
 * @param seed what it was made from
 * @param table the table in the old version
 * @param operations the operations of all migrations
 * @param migrations the operations as YAML, one text for each migration
 * @param newTable the table's name in the new version
 * @param newColumns the table's columns in the new version
 */
record Chain(long seed, RandomTable table, List<ChainOperation> operations, List<String> migrations, String newTable,
		List<ChainColumn> newColumns) {

	Chain {
		operations = List.copyOf(operations);
		migrations = List.copyOf(migrations);
		newColumns = List.copyOf(newColumns);
	}

	/** Returns the table as the old version sees it. */
	Side older() {
		return new Side(this.table.name(), this.table.columns());
	}

	/** Returns the table as the new version sees it. */
	Side newer() {
		return new Side(this.newTable, this.newColumns);
	}

	/** Returns what it takes to play it again. */
	@Override
	public String toString() {
		return "seed %1$d (-Dchains.from=%1$d -Dchains.to=%1$d)%n%2$s%3$s%4$s".formatted(this.seed, Kind.TYPES,
				this.table.sql(),
				this.migrations.stream()
					.map((operations) -> "operations:\n" + operations.indent(2))
					.collect(Collectors.joining()));
	}

}
