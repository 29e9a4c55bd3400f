package io.github.versionedschema.applications.start;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Computes the median of several runs.
 */
final class Median {

	private Median() {
	}

	static <T> long of(List<T> runs, ToLongFunction<T> value) {
		long[] sorted = runs.stream().mapToLong(value).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

}
