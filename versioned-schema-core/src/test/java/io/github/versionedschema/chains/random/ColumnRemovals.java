package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;

/**
 * Generates operations that drop columns.
 *
 * @param random source of randomness
 * @param picks picks the columns
 * @param table the table that is changed
 */
record ColumnRemovals(Random random, Picks picks, ChangingTable table) {

	void drop() {
		ChainColumn column = this.picks.changeable(this.table.columns());
		if (column == null || this.table.columns().stream().filter(ChainColumn::mayChange).count() < 3) {
			return;
		}
		List<ChainColumn> left = new ArrayList<>(this.table.columns());
		left.remove(column);
		List<ChainColumn> reads = this.picks
			.some(left.stream().filter((other) -> other.role() != Role.COUNTER).toList());
		boolean given = (column.notNull() && column.defaultSql() == null) || this.random.nextInt(3) > 0;
		String down = given ? column.kind().fromInteger(this.picks.sum(reads)) : null;
		List<String> backward = new ArrayList<>();
		backward.add(SimulatedTable.add(column, this.table.isInitial(column) ? null : column.defaultSql()));
		if (down != null) {
			backward.add(SimulatedTable.set(column, down));
		}
		else if (this.table.isInitial(column)) {
			backward.add(SimulatedTable.observe(column, this.table.key()));
		}
		this.table.add(new ChainOperation(
				"- drop_column: {table: %s, column: %s%s}\n".formatted(this.table.yaml(), Yaml.quoted(column.name()),
						(down != null) ? ", down: " + Yaml.quoted(down) : ""),
				List.of(SimulatedTable.drop(column)), backward, (down != null)
						? List.of(new Link(false, column.identity(), ChainColumn.identities(reads))) : List.of()));
		this.table.remove(column);
	}

}
