package io.github.versionedschema.autoconfigure.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.Phase;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Plan.PlannedMigration;
import io.github.versionedschema.plan.Step;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Formats a plan as text: what will be done, when, and how it affects sessions that use
 * the tables.
 */
final class PlanText {

	private PlanText() {
	}

	static String of(Plan plan) {
		StringBuilder text = new StringBuilder();
		text.append("Schema \"%s\": from %s to version \"%s\" (%s)\n".formatted(plan.baseSchema(),
				(plan.from() != null) ? "version \"" + plan.from() + "\"" : "no version", plan.to(),
				plan.migrations().stream().map(PlannedMigration::name).collect(Collectors.joining(", "))));
		if (plan.direct()) {
			text.append("The database is empty: everything is done at once.\n");
		}
		steps(text, "During expand", plan.steps().stream().filter((step) -> step.phase().isExpand()).toList());
		steps(text, plan.direct() ? "Also during expand" : "During complete",
				plan.steps().stream().filter((step) -> step.phase().isComplete()).toList());
		text.append(findings(plan.findings()));
		return text.toString();
	}

	private static void steps(StringBuilder text, String transition, List<Step> steps) {
		if (steps.isEmpty()) {
			return;
		}
		text.append('\n').append(transition).append(":\n");
		TextTable table = new TextTable("#", "Phase", "Table", "Lock", "Cost", "Step");
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			table.row(Integer.toString(i + 1), phase(step.phase()), orDash(step.table()), orDash(step.lock()),
					cost(step), step.title());
		}
		text.append(table);
	}

	private static String findings(List<Finding> findings) {
		StringBuilder text = new StringBuilder();
		for (Severity severity : Severity.values()) {
			String title = StringUtils.capitalize(severity.name().toLowerCase(Locale.ROOT));
			findings(text, title, title + "s",
					(finding) -> finding.severity() == severity && finding.acknowledged() == null, findings);
		}
		findings(text, "Acknowledged", "Acknowledged", (finding) -> finding.acknowledged() != null, findings);
		return text.toString();
	}

	private static void findings(StringBuilder text, String one, String several, Predicate<Finding> chosen,
			List<Finding> findings) {
		List<Finding> some = findings.stream().filter(chosen).toList();
		if (!some.isEmpty()) {
			text.append('\n').append((some.size() == 1) ? one : several).append(":\n");
			some.forEach((finding) -> text.append("  ").append(finding).append('\n'));
		}
	}

	private static String phase(Phase phase) {
		return phase.name().toLowerCase(Locale.ROOT);
	}

	private static String cost(Step step) {
		if (step.rewrites()) {
			return "writes table";
		}
		return step.scans() ? "reads table" : "-";
	}

	private static String orDash(@Nullable String text) {
		return (text != null) ? text : "-";
	}

}
