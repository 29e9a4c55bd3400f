package io.github.versionedschema.chains;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.chains.ChainColumn.Role;

/**
 * Tables that refer to each other, each with a chain of its own, and the migrations that
 * all chains are in.
 *
 * @param seed what it was made from
 * @param chains the tables
 * @param references for each table which ones its columns refer to, in the columns' order
 * @param migrations the operations as YAML, one text for each migration
 */
record Family(long seed, List<Chain> chains, List<List<Integer>> references, List<String> migrations) {

	Family {
		chains = List.copyOf(chains);
		references = List.copyOf(references);
		migrations = List.copyOf(migrations);
	}

	/** Returns a table that stands alone. */
	static Family of(Chain chain) {
		return new Family(chain.seed(), List.of(chain), List.of(List.of()), chain.migrations());
	}

	/** Returns SQL that makes the tables, with their rows and types. */
	String sql() {
		return Kind.TYPES + tables();
	}

	/** Returns SQL that makes the tables, with their rows. */
	String tables() {
		return this.chains.stream().map((chain) -> chain.table().sql()).collect(Collectors.joining());
	}

	/** Returns what the columns of a table refer to, by their identities in a version. */
	Map<Integer, Side> targets(int table, Function<Chain, Side> version) {
		List<ChainColumn> columns = version.apply(this.chains.get(table))
			.columns()
			.stream()
			.filter((column) -> column.role() == Role.REFERENCE)
			.toList();
		Map<Integer, Side> targets = new HashMap<>();
		for (int index = 0; index < columns.size(); index++) {
			int target = this.references.get(table).get(index);
			targets.put(columns.get(index).identity(), version.apply(this.chains.get(target)));
		}
		return targets;
	}

	/** Returns what it takes to play it again. */
	@Override
	public String toString() {
		return "seed %1$d (-Dchains.from=%1$d -Dchains.to=%1$d)%n%2$s%3$s".formatted(this.seed, sql(),
				this.migrations.stream()
					.map((operations) -> "operations:\n" + operations.indent(2))
					.collect(Collectors.joining()));
	}

}
