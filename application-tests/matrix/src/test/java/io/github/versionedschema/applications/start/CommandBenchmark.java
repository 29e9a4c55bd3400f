package io.github.versionedschema.applications.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

import io.github.versionedschema.test.TestDatabase;

/**
 * Measures starts of applications and operator commands that have nothing to do,
 * alternately with the same jars, and prints a table of their ratio.
 */
public final class CommandBenchmark {

	private static final List<String> COMMANDS = List.of("status", "expand");

	private CommandBenchmark() {
	}

	/**
	 * Runs the benchmark.
	 * @param args names of applications
	 */
	public static void main(String[] args) throws Exception {
		NothingToDo.measure(args, """
				| application | | start | command | | ratio | ratio, least to most |
				|---|---|---:|---|---:|---:|---:|""", CommandBenchmark::measure);
	}

	private static void measure(ExtractedApplication application, TestDatabase database, int rounds) throws Exception {
		List<StartTime> starts = new ArrayList<>();
		Map<String, List<StartTime>> runs = new LinkedHashMap<>();
		COMMANDS.forEach((command) -> runs.put(command, new ArrayList<>()));
		for (int round = 0; round < rounds + NothingToDo.WARM_UP; round++) {
			StartTime start = application.start(true, database, Moment.ANY);
			for (String command : COMMANDS) {
				StartTime run = application.run(command, database);
				if (round >= NothingToDo.WARM_UP) {
					runs.get(command).add(run);
				}
			}
			if (round >= NothingToDo.WARM_UP) {
				starts.add(start);
			}
		}
		for (String command : COMMANDS) {
			print(application.name(), "elapsed", command, starts, runs.get(command), StartTime::elapsed);
			print(application.name(), "processor time", command, starts, runs.get(command), StartTime::processor);
		}
	}

	private static void print(String application, String what, String command, List<StartTime> starts,
			List<StartTime> runs, ToLongFunction<StartTime> time) {
		List<Double> ratios = new ArrayList<>();
		for (int i = 0; i < runs.size(); i++) {
			ratios.add((double) time.applyAsLong(runs.get(i)) / time.applyAsLong(starts.get(i)));
		}
		long start = Median.of(starts, time);
		long run = Median.of(runs, time);
		System.out.printf("| %s | %s | %d ms | %s | %d ms | **%.2f** | %.2f to %.2f |%n", application, what, start,
				command, run, (double) run / start, ratios.stream().min(Double::compare).orElseThrow(),
				ratios.stream().max(Double::compare).orElseThrow());
	}

}
