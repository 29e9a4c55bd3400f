package io.github.versionedschema.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what updates cost the clients of the oldest and of the newest version while
 * several versions are live with what they cost while one is. All are measured in each
 * round, one after the other.
 */
public final class WriteBenchmark {

	private static final int ROWS = 20_000;

	private WriteBenchmark() {
	}

	/**
	 * Runs the benchmark and prints its table.
	 * @param arguments not used
	 */
	public static void main(String... arguments) {
		Map<String, List<Double>> seconds = new TreeMap<>();
		int rounds = Integer.getInteger("benchmark.rounds", 5);
		int most = Integer.getInteger("benchmark.versions", 5);
		try (BenchmarkServer server = new BenchmarkServer()) {
			server.createTemplate(new BenchmarkTable(ROWS));
			round(server, most, new TreeMap<>());
			for (int round = 0; round < rounds; round++) {
				round(server, most, seconds);
			}
			System.out.println(text(server.version(), seconds));
		}
	}

	private static void round(BenchmarkServer server, int most, Map<String, List<Double>> seconds) {
		try (BenchmarkDatabase database = server.copyOfTemplate()) {
			LiveVersions versions = new LiveVersions(database);
			take(database, versions, 1, "1", seconds);
			for (int live = 2; live <= most; live++) {
				int newest = versions.expand();
				take(database, versions, 1, live + ", oldest", seconds);
				take(database, versions, newest, live + ", newest", seconds);
			}
		}
	}

	/** Updates have left dead rows behind, which must not slow the next ones down. */
	private static void take(BenchmarkDatabase database, LiveVersions versions, int version, String name,
			Map<String, List<Double>> seconds) {
		database.execute("vacuum full items");
		seconds.computeIfAbsent(name, (key) -> new ArrayList<>()).add(versions.secondsToUpdate(version, ROWS));
	}

	private static String text(String server, Map<String, List<Double>> seconds) {
		StringBuilder text = new StringBuilder("\n" + server + ", " + Runtime.getRuntime().availableProcessors()
				+ " processors, medians\n\n| live versions, client of | an update | ratio to one live version |\n|---|---:|---:|\n");
		double one = Medians.of(seconds.getOrDefault("1", List.of()));
		seconds.forEach((name, taken) -> text.append(String.format(Locale.ROOT, "| %s | %.0f µs | %.2f |%n", name,
				Medians.of(taken) / ROWS * 1_000_000, Medians.of(taken) / one)));
		return text.toString();
	}

}
