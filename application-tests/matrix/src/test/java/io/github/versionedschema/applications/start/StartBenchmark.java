package io.github.versionedschema.applications.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import io.github.versionedschema.test.TestDatabase;

/**
 * Measures starts of applications that have nothing to do, alternately with and without
 * the starter, and prints a table of the time until they accepted traffic.
 */
public final class StartBenchmark {

	/**
	 * Without the starter these applications open their first connection with the first
	 * request, which is slower for it.
	 */
	private static final Set<String> CONNECTS_LATE = Set.of("jdbc-client");

	private StartBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args names of applications
	 */
	public static void main(String[] args) throws Exception {
		NothingToDo.measure(args, """
				| application | | without | with | more | more, least to most |
				|---|---|---:|---:|---:|---:|""", StartBenchmark::measure);
	}

	private static void measure(ExtractedApplication application, TestDatabase database, int rounds) throws Exception {
		measure(application, Moment.ANY, database, rounds);
		if (CONNECTS_LATE.contains(application.name())) {
			measure(application, Moment.CREATION, database, rounds);
		}
	}

	private static void measure(ExtractedApplication application, Moment firstUse, TestDatabase database, int rounds)
			throws Exception {
		List<StartTime> without = new ArrayList<>();
		List<StartTime> with = new ArrayList<>();
		for (int round = 0; round < rounds + NothingToDo.WARM_UP; round++) {
			// The second start of a pair benefits from warmer caches.
			boolean withFirst = round % 2 == 0;
			StartTime first = application.start(withFirst, database, firstUse);
			StartTime second = application.start(!withFirst, database, firstUse);
			if (round >= NothingToDo.WARM_UP) {
				with.add(withFirst ? first : second);
				without.add(withFirst ? second : first);
			}
		}
		String name = application.name() + ((firstUse == Moment.ANY) ? "" : ", using its database at once");
		print(name, "elapsed", without, with, StartTime::elapsed);
		print(name, "processor time", without, with, StartTime::processor);
	}

	private static void print(String name, String what, List<StartTime> without, List<StartTime> with,
			ToLongFunction<StartTime> time) {
		List<Long> more = IntStream.range(0, with.size())
			.mapToObj((i) -> time.applyAsLong(with.get(i)) - time.applyAsLong(without.get(i)))
			.sorted()
			.toList();
		System.out.printf("| %s | %s | %d ms | %d ms | **%d ms** | %d to %d ms |%n", name, what,
				Median.of(without, time), Median.of(with, time), Median.of(more, Long::longValue), more.get(0),
				more.get(more.size() - 1));
	}

}
