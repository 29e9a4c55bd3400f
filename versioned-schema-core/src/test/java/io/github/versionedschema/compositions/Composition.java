package io.github.versionedschema.compositions;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table with rows, and operations on it that are valid one after the other.
 *
 * @param seed the seed that it was created from
 * @param given SQL that creates the table {@code t} and its rows
 * @param migrations the operations as YAML, one text for each migration
 * @param table the table's name after the operations
 */
record Composition(long seed, String given, List<String> migrations, String table) {

	Composition {
		migrations = List.copyOf(migrations);
	}

	String[] files() {
		return this.migrations.toArray(String[]::new);
	}

	/** Returns everything that is needed to reproduce the run. */
	@Override
	public String toString() {
		return "seed %1$d (-Dcompositions.from=%1$d -Dcompositions.to=%1$d)%n%2$s%3$s".formatted(this.seed, this.given,
				this.migrations.stream().collect(Collectors.joining("---\n")));
	}

}
