package io.github.versionedschema.documentation;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;

/**
 * The steps of a plan as a table of a page: when each runs, what it does, its lock, and
 * whether it reads or writes the whole table.
 */
final class StepsTable {

	static final String BEGIN = "<details><summary>Steps</summary>";

	static final String END = "</details>";

	private StepsTable() {
	}

	/** Returns the table, which ends with a line break. */
	static String of(Plan plan) {
		return plan.steps()
			.stream()
			.filter((step) -> step.phase() != Phase.REPAIR)
			.map(StepsTable::row)
			.collect(Collectors.joining("\n", """
					%s

					| when | step | lock | whole table |
					|---|---|---|---|
					""".formatted(BEGIN), "\n\n" + END + "\n"));
	}

	private static String row(Step step) {
		return "| "
				+ String.join(" | ", List.of(step.phase().isExpand() ? "expand" : "complete",
						step.title().replace("|", "\\|"), (step.lock() != null) ? step.lock() : "", passes(step)))
				+ " |";
	}

	private static String passes(Step step) {
		if (step.rewrites()) {
			return "written";
		}
		return step.scans() ? "read" : "";
	}

}
