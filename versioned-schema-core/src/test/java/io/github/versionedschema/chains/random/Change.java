package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.github.versionedschema.chains.table.ChainColumn;

/**
 * A column whose values change.
 *
 * @param from the column before
 * @param to the column afterwards
 * @param up computes its values
 * @param down computes the values before
 * @param reads the columns that {@code up} reads
 * @param readsBack the columns that {@code down} reads
 */
record Change(ChainColumn from, ChainColumn to, String up, String down, Set<Integer> reads, Set<Integer> readsBack) {

	/** Returns a change of a column by its own values. */
	static Change of(ChainColumn from, ChainColumn to, String up, String down) {
		return new Change(from, to, up, down, Set.of(from.identity()), Set.of(to.identity()));
	}

	/**
	 * Returns the operation of several columns that change together.
	 * @param yaml the operation in a migration file
	 */
	static ChainOperation operation(String yaml, List<Change> changes) {
		List<Link> links = new ArrayList<>();
		for (Change change : changes) {
			links.add(new Link(true, change.to.identity(), change.reads));
			links.add(new Link(false, change.from.identity(), change.readsBack));
		}
		return new ChainOperation(yaml, SimulatedTable.replace(changes),
				SimulatedTable.replace(changes.stream().map(Change::reversed).toList()), links);
	}

	/** Returns the maps {@code up} and {@code down} of an operation. */
	static String maps(List<Change> changes) {
		return ", up: {%s}, down: {%s}".formatted(map(changes.stream().map((change) -> entry(change.from, change.up))),
				map(changes.stream().map((change) -> entry(change.from, change.down))));
	}

	private static String map(Stream<String> entries) {
		return String.join(", ", entries.toList());
	}

	private static String entry(ChainColumn column, String expression) {
		return "%s: %s".formatted(Yaml.quoted(column.name()), Yaml.quoted(expression));
	}

	private Change reversed() {
		return new Change(this.to, this.from, this.down, this.up, this.readsBack, this.reads);
	}

}
