package io.github.versionedschema.benchmarks;

import java.util.List;

/**
 * The median of measurements.
 */
final class Medians {

	private Medians() {
	}

	/**
	 * Returns the median.
	 * @param values at least one
	 */
	static double of(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
