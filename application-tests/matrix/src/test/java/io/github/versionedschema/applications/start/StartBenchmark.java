package io.github.versionedschema.applications.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

import io.github.versionedschema.test.TestDatabase;

/**
 * Starts applications that have nothing to do, with the starter and without it in turns,
 * and prints a table of how long it took until they took traffic.
 */
public final class StartBenchmark {

	/**
	 * Without the starter these open no connection before the first request, which then
	 * pays for the driver's first one.
	 */
	private static final Set<String> CONNECTS_LATE = Set.of("jdbc-client");

	private StartBenchmark() {
	}

	/**
	 * Measures.
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
			// Whoever comes second finds warmer caches.
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
