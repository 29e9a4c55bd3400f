package io.github.versionedschema.rollout;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

import io.github.versionedschema.rollout.Phase.Summary;

/**
 * Formats the results of the demonstration as a table.
 */
final class Report {

	private final List<Summary> phases;

	Report(List<Summary> phases) {
		this.phases = phases;
	}

	boolean isFlawless() {
		return this.phases.stream().allMatch(Summary::isFlawless);
	}

	void print(PrintStream out) {
		out.printf("%n%-34s %7s %9s %6s %7s %6s %8s %8s %8s %9s %9s%n", "phase", "seconds", "requests", "per s",
				"failed", "wrong", "p50 ms", "p99 ms", "max ms", "compared", "differing");
		this.phases.forEach((phase) -> out.println(row(phase)));
		this.phases.stream()
			.filter((phase) -> !phase.problems().isEmpty())
			.forEach((phase) -> out.printf("%n%s:%n  %s%n", phase.name(),
					String.join("%n  ".formatted(), phase.problems())));
		out.printf("%n%d requests: %d failed, %d answered with another value than the one last written.%n",
				sum(Summary::requests), sum(Summary::failed), sum(Summary::wrong));
		out.printf("%d rows compared between two live versions: %d differ.%n", sum(Summary::compared),
				sum(Summary::differing));
	}

	private static String row(Summary phase) {
		double seconds = phase.duration().toMillis() / 1000.0;
		boolean compared = phase.compared() > 0;
		return String.format(Locale.ROOT, "%-34s %7.1f %9d %6.0f %7d %6d %8.1f %8.1f %8.1f %9s %9s", phase.name(),
				seconds, phase.requests(), (seconds == 0) ? 0 : phase.requests() / seconds, phase.failed(),
				phase.wrong(), millis(phase.median()), millis(phase.p99()), millis(phase.max()),
				compared ? phase.compared() : "-", compared ? phase.differing() : "-");
	}

	private long sum(ToLongFunction<Summary> number) {
		return this.phases.stream().mapToLong(number).sum();
	}

	private static double millis(Duration duration) {
		return duration.toNanos() / 1_000_000.0;
	}

}
