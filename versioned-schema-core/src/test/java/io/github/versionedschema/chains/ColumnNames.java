package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Names for columns, some of which had other columns before.
 */
final class ColumnNames {

	private final Random random;

	private final boolean odd;

	private final List<String> freed = new ArrayList<>();

	ColumnNames(Random random, boolean odd) {
		this.random = random;
		this.odd = odd;
	}

	/** Remembers a name that is free now. */
	void free(String name) {
		this.freed.add(name);
	}

	/** A name that is free, possibly because its column was dropped or renamed. */
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
