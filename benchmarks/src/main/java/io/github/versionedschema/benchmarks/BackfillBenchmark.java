package io.github.versionedschema.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the duration of an expand that changes a column's type with hand-written
 * statements for a table without clients. Both alternate, each on a fresh copy of the
 * same database, so that other load on the machine affects both.
 */
public final class BackfillBenchmark {

	private static final int WARM_UP_ROWS = 10_000;

	private BackfillBenchmark() {
	}

	/**
	 * Runs the benchmark and prints its tables.
	 * @param arguments numbers of rows, by default 100000 and 1000000
	 */
	public static void main(String... arguments) {
		List<Integer> sizes = (arguments.length > 0) ? Arrays.stream(arguments).map(Integer::valueOf).toList()
				: List.of(100_000, 1_000_000);
		int rounds = Integer.getInteger("benchmark.rounds", 5);
		try (BenchmarkServer server = new BenchmarkServer()) {
			pairs(server, WARM_UP_ROWS, 1);
			List<Result> results = new ArrayList<>();
			sizes.forEach((rows) -> results.add(new Result(rows, pairs(server, rows, rounds))));
			System.out.println(ResultText.of(server.version(), results));
		}
	}

	private static List<Pair> pairs(BenchmarkServer server, int rows, int rounds) {
		BenchmarkTable table = new BenchmarkTable(rows);
		server.createTemplate(table);
		List<Pair> pairs = new ArrayList<>();
		for (int round = 0; round < rounds; round++) {
			boolean handWrittenFirst = round % 2 == 0;
			double before = handWrittenFirst ? HandWritten.seconds(server) : 0;
			ExpandTiming expand = ExpandTiming.take(server);
			double handWritten = handWrittenFirst ? before : HandWritten.seconds(server);
			Pair pair = new Pair(handWritten, expand);
			System.err.printf("%,d rows, round %d of %d: by hand %.2f s, expand %.2f s, ratio %.2f%n", rows, round + 1,
					rounds, handWritten, expand.seconds(), pair.ratio());
			pairs.add(pair);
		}
		return pairs;
	}

}
