package io.github.versionedschema.applications.start;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.versionedschema.applications.matrix.TwoReleases;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;

/**
 * Starts applications that have nothing to do, with the starter and without it in turns,
 * and prints a table of how long it took until they took traffic.
 */
public final class StartBenchmark {

	private static final int WARM_UP = 1;

	private StartBenchmark() {
	}

	/**
	 * Measures.
	 * @param args names of applications
	 */
	public static void main(String[] args) throws Exception {
		int rounds = Integer.getInteger("start.rounds", 10);
		try (EmbeddedServer server = EmbeddedServer.start(Map.of());
				TestDatabase database = server.server().createDatabase()) {
			TwoReleases releases = new TwoReleases(database);
			releases.deployOld();
			releases.expand();
			releases.complete();
			System.out.println("| application | without | with | more | more, least to most |");
			System.out.println("|---|---:|---:|---:|---:|");
			for (String application : args) {
				System.out.println(measure(ExtractedApplication.extract(application), database, rounds));
			}
		}
	}

	private static String measure(ExtractedApplication application, TestDatabase database, int rounds)
			throws Exception {
		List<Long> without = new ArrayList<>();
		List<Long> with = new ArrayList<>();
		List<Long> more = new ArrayList<>();
		for (int round = 0; round < rounds + WARM_UP; round++) {
			// Whoever comes second finds warmer caches.
			boolean withFirst = round % 2 == 0;
			long first = application.start(withFirst, database);
			long second = application.start(!withFirst, database);
			if (round >= WARM_UP) {
				with.add(withFirst ? first : second);
				without.add(withFirst ? second : first);
				more.add(with.get(with.size() - 1) - without.get(without.size() - 1));
			}
		}
		return "| %s | %d ms | %d ms | **%d ms** | %d to %d ms |".formatted(application.name(), median(without),
				median(with), median(with) - median(without), more.stream().min(Long::compare).orElseThrow(),
				more.stream().max(Long::compare).orElseThrow());
	}

	private static long median(List<Long> values) {
		List<Long> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

}
