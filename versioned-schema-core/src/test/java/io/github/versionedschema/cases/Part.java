package io.github.versionedschema.cases;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One of two parts of the cases of a test that takes long. A build runs the first part,
 * on one server. Then {@code .ci/run} runs the second part on another server, so that
 * every case runs without running twice. {@code -Dtests.part=whole} runs both, as does a
 * run without Maven.
 */
public enum Part {

	/** Every second case, from the first on. */
	FIRST,

	/** The others. */
	SECOND,

	/** All cases. */
	WHOLE;

	/** Returns the part that this run executes. */
	public static Part ofThisRun() {
		return Part.valueOf(System.getProperty("tests.part", WHOLE.name()).toUpperCase(Locale.ROOT));
	}

	/**
	 * Returns the part that another test of the same cases executes, if each case is to
	 * occur in one of the two.
	 */
	public Part other() {
		return switch (this) {
			case FIRST -> SECOND;
			case SECOND -> FIRST;
			case WHOLE -> WHOLE;
		};
	}

	/**
	 * Returns the cases of this part, in their order.
	 * @param <T> the type of the cases
	 * @param cases all cases
	 * @return those of this part
	 */
	public <T> Stream<T> of(List<T> cases) {
		return switch (this) {
			case FIRST -> everySecond(cases, 0);
			case SECOND -> everySecond(cases, 1);
			case WHOLE -> cases.stream();
		};
	}

	private static <T> Stream<T> everySecond(List<T> cases, int first) {
		return IntStream.range(0, cases.size()).filter((index) -> index % 2 == first).mapToObj(cases::get);
	}

}
