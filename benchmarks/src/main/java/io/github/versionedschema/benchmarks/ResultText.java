package io.github.versionedschema.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Formats the results as Markdown.
 */
final class ResultText {

	private ResultText() {
	}

	static String of(String server, List<Result> results) {
		StringBuilder text = new StringBuilder("\n" + server + ", " + Runtime.getRuntime().availableProcessors()
				+ " processors, " + results.get(0).pairs().size() + " rounds, medians\n\n");
		text.append("""
				| rows | by hand | rows/s | expand | rows/s | ratio | ratio, least to most | complete |
				|---:|---:|---:|---:|---:|---:|---:|---:|
				""");
		results.forEach((result) -> text.append(summary(result)));
		for (Result result : results) {
			text.append(format("%n| step of expand, %,d rows | seconds |%n|---|---:|%n", result.rows()));
			result.steps()
				.forEach((step) -> text.append(format("| %s | %.3f |%n", step,
						result.median((pair) -> pair.expand().steps().getOrDefault(step, 0.0)))));
		}
		return text.toString();
	}

	private static String summary(Result result) {
		double byHand = result.median(Pair::handWritten);
		double expand = result.median((pair) -> pair.expand().seconds());
		return format("| %,d | %.2f s | %,.0f | %.2f s | %,.0f | **%.2f** | %.2f to %.2f | %.2f s |%n", result.rows(),
				byHand, result.rows() / byHand, expand, result.rows() / expand, result.median(Pair::ratio),
				result.least(Pair::ratio), result.most(Pair::ratio),
				result.median((pair) -> pair.expand().completeSeconds()));
	}

	private static String format(String pattern, Object... values) {
		return String.format(Locale.ROOT, pattern, values);
	}

}
