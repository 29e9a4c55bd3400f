package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.github.versionedschema.chains.table.ChainColumn;

/**
 * Generates column names, some of which were used by other columns before.
 */
final class ColumnNames {

	private final Random random;

	private final boolean odd;

	private final List<String> freed = new ArrayList<>();

	ColumnNames(Random random, boolean odd) {
		this.random = random;
		this.odd = odd;
	}

	/** Returns names that continue after the ones so far. */
	ColumnNames copy() {
		ColumnNames copy = new ColumnNames(this.random, this.odd);
		copy.freed.addAll(this.freed);
		return copy;
	}

	/** Records a name that is no longer used. */
	void free(String name) {
		this.freed.add(name);
	}

	/** Returns an unused name, possibly of a dropped or renamed column. */
	String next(List<ChainColumn> columns, int number) {
		List<String> free = this.freed.stream()
			.filter((name) -> columns.stream().noneMatch((column) -> column.name().equals(name)))
			.toList();
		if (!free.isEmpty() && this.random.nextInt(3) == 0) {
			return free.get(this.random.nextInt(free.size()));
		}
		return (this.odd ? "New 'n' " : "n") + number;
	}

}
