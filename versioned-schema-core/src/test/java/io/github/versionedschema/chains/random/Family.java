package io.github.versionedschema.chains.random;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.Kind;
import io.github.versionedschema.chains.table.Side;

/**
 * Tables that reference each other, each with its own chain, and the migrations that
 * contain all chains.
 *
 * @param seed the seed that it was created from
 * @param chains the tables
 * @param migrations the operations as YAML, one text for each migration
 */
public record Family(long seed, List<Chain> chains, List<String> migrations) {

	public Family {
		chains = List.copyOf(chains);
		migrations = List.copyOf(migrations);
	}

	/** Returns a table without references. */
	public static Family of(Chain chain) {
		return new Family(chain.seed(), List.of(chain), chain.migrations());
	}

	/** Returns these changes, followed by the changes of later versions. */
	public Family followedBy(List<Family> later) {
		return new Family(this.seed, this.chains,
				Stream.concat(Stream.of(this), later.stream()).flatMap((some) -> some.migrations.stream()).toList());
	}

	/** Returns SQL that creates the tables, with their rows and types. */
	public String sql() {
		return Kind.TYPES + tables();
	}

	/** Returns SQL that creates the tables, with their rows. */
	public String tables() {
		return this.chains.stream().map((chain) -> chain.table().sql()).collect(Collectors.joining());
	}

	/**
	 * Returns the tables that the columns of a table reference, by the columns'
	 * identities in a version.
	 */
	public Map<Integer, Side> targets(int table, Function<Chain, Side> version) {
		List<ChainColumn> columns = version.apply(this.chains.get(table))
			.columns()
			.stream()
			.filter((column) -> column.role() == Role.REFERENCE)
			.toList();
		Map<Integer, Side> targets = new HashMap<>();
		for (int index = 0; index < columns.size(); index++) {
			int target = this.chains.get(table).references().get(index);
			targets.put(columns.get(index).identity(), version.apply(this.chains.get(target)));
		}
		return targets;
	}

	/** Returns everything that is needed to reproduce the run. */
	@Override
	public String toString() {
		return "seed %1$d (-Dchains.from=%1$d -Dchains.to=%1$d)%n%2$s%3$s".formatted(this.seed, sql(),
				this.migrations.stream()
					.map((operations) -> "operations:\n" + operations.indent(2))
					.collect(Collectors.joining()));
	}

}
