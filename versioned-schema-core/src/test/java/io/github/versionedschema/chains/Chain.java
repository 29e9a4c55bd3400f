package io.github.versionedschema.chains;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.ChainColumn.Role;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.schema.Identifier;

/**
 * A table and its migrations.
 *
 * @param seed the seed that it was created from
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

	/** Returns the table in the old version. */
	Side older() {
		return new Side(this.table.name(), this.table.columns());
	}

	/** Returns the table in the new version. */
	Side newer() {
		return new Side(this.newTable, this.newColumns);
	}

	/**
	 * Returns SQL that creates a table like the one of the new version, with its rows.
	 */
	String twinOfNewer() {
		String name = Identifier.quote(this.newTable);
		String writable = this.newColumns.stream()
			.filter(ChainColumn::isWritable)
			.map(ChainColumn::sql)
			.collect(Collectors.joining(", "));
		String sql = """
				create table %1$s (%2$s%3$s);
				insert into %1$s (%4$s) select %4$s from %5$s;
				""".formatted(name,
				this.newColumns.stream().map(RandomTable::definition).collect(Collectors.joining(", ")),
				this.table.upserts() ? ", primary key (%s)".formatted(newer().key().sql()) : "", writable,
				Identifier.qualified(PlanRig.NEW, this.newTable));
		return sql + this.newColumns.stream()
			.filter((column) -> column.role() == Role.COUNTER)
			.map((column) -> RandomTable.counter(this.newTable, column))
			.collect(Collectors.joining());
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
