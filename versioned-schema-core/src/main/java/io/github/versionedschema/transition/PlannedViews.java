package io.github.versionedschema.transition;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.schema.Identifier;

/**
 * Determines which views of a version schema belong to the plan. A client created any
 * other view.
 */
final class PlannedViews {

	private final Plan plan;

	PlannedViews(Plan plan) {
		this.plan = plan;
	}

	Set<String> in(String schema) {
		Pattern creation = Pattern
			.compile("\\ACREATE VIEW " + Pattern.quote(Identifier.quote(schema) + ".") + "\"((?:[^\"]|\"\")+)\"");
		Set<String> names = new LinkedHashSet<>();
		this.plan.steps().stream().flatMap(PlannedViews::statements).forEach((statement) -> {
			Matcher matcher = creation.matcher(statement);
			if (matcher.find()) {
				names.add(matcher.group(1).replace("\"\"", "\""));
			}
		});
		return names;
	}

	private static Stream<String> statements(Step step) {
		if (step.action() instanceof Action.Transaction transaction) {
			return transaction.statements().stream();
		}
		return (step.action() instanceof Action.Publish publish) ? publish.statements().stream() : Stream.empty();
	}

}
