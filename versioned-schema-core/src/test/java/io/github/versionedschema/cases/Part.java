package io.github.versionedschema.cases;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A part of the cases of a test that takes long. A build runs the first part, on one
 * server. Then {@code .ci/run} runs the rest on another server, so that every case runs
 * without running twice. {@code -Dtests.part=whole} runs all, as does a run without
 * Maven.
 */
public enum Part {

	/** Every eighth case. */
	FIRST,

	/** The others. */
	REST,

	/** All cases. */
	WHOLE;

	private static final int CASES_PER_FIRST = 8;

	/** Returns the part that this run executes. */
	public static Part ofThisRun() {
		return Part.valueOf(System.getProperty("tests.part", WHOLE.name()).toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns the cases of this part, in their order.
	 * @param <T> the type of the cases
	 * @param cases all cases
	 * @return those of this part
	 */
	public <T> Stream<T> of(List<T> cases) {
		return select(cases, 0);
	}

	/**
	 * Returns the cases of this part for another test of the same cases, so that no case
	 * is in the first part of both.
	 * @param <T> the type of the cases
	 * @param cases all cases
	 * @return those of this part, in their order
	 */
	public <T> Stream<T> inTurnOf(List<T> cases) {
		return select(cases, CASES_PER_FIRST / 2);
	}

	private <T> Stream<T> select(List<T> cases, int first) {
		return IntStream.range(0, cases.size())
			.filter((index) -> this == WHOLE || (index % CASES_PER_FIRST == first) == (this == FIRST))
			.mapToObj(cases::get);
	}

}
