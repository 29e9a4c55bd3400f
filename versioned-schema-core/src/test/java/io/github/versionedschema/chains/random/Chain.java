package io.github.versionedschema.chains.random;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.Kind;
import io.github.versionedschema.chains.table.RandomTable;
import io.github.versionedschema.chains.table.Side;

/**
 * A table and its migrations.
 *
 * @param seed the seed that it was created from
 * @param table the table in the older version
 * @param operations the operations of all migrations
 * @param migrations the operations as YAML, one text for each migration
 * @param newTable the table's name in the newer version
 * @param newColumns the table's columns in the newer version
 * @param references the tables that its columns reference in the newer version, in the
 * columns' order
 * @param types the types that only this table uses or used
 */
public record Chain(long seed, RandomTable table, List<ChainOperation> operations, List<String> migrations,
		String newTable, List<ChainColumn> newColumns, List<Integer> references, List<Kind> types) {

	public Chain {
		operations = List.copyOf(operations);
		migrations = List.copyOf(migrations);
		newColumns = List.copyOf(newColumns);
		references = List.copyOf(references);
		types = List.copyOf(types);
	}

	/** Returns the table in the older version. */
	public Side older() {
		return new Side(this.table.name(), this.table.columns());
	}

	/** Returns the table in the newer version. */
	public Side newer() {
		return new Side(this.newTable, this.newColumns);
	}

	/** Returns everything that is needed to reproduce the run. */
	@Override
	public String toString() {
		return "seed %1$d (-Dchains.from=%1$d -Dchains.to=%1$d)%n%2$s%3$s%4$s".formatted(this.seed, Kind.TYPES,
				this.table.sql(),
				this.migrations.stream()
					.map((operations) -> "operations:\n" + operations.indent(2))
					.collect(Collectors.joining()));
	}

}
