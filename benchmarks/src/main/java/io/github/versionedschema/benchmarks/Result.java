package io.github.versionedschema.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Results of all rounds with the same number of rows.
 *
 * @param rows of the table
 * @param pairs one for each round
 */
record Result(int rows, List<Pair> pairs) {

	double median(ToDoubleFunction<Pair> value) {
		return Medians.of(this.pairs.stream().map(value::applyAsDouble).toList());
	}

	double least(ToDoubleFunction<Pair> value) {
		return this.pairs.stream().mapToDouble(value).min().orElseThrow();
	}

	double most(ToDoubleFunction<Pair> value) {
		return this.pairs.stream().mapToDouble(value).max().orElseThrow();
	}

	/** Returns the steps in the order in which they ran. */
	List<String> steps() {
		return List.copyOf(this.pairs.get(0).expand().steps().keySet());
	}

}
