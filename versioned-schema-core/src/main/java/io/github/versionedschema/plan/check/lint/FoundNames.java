package io.github.versionedschema.plan.check.lint;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.plan.Finding;

/**
 * What rules found in one operation: a finding for each rule names all its objects.
 */
final class FoundNames {

	private static final int MOST = 5;

	private final Map<LintRule, Set<String>> names = new EnumMap<>(LintRule.class);

	void add(LintRule rule, String name) {
		this.names.computeIfAbsent(rule, (any) -> new LinkedHashSet<>()).add(name);
	}

	int size() {
		return this.names.values().stream().mapToInt(Set::size).sum();
	}

	/**
	 * Returns the findings.
	 * @param finding creates the finding of a rule about objects
	 */
	List<Finding> findings(BiFunction<LintRule, String, Finding> finding) {
		return this.names.entrySet()
			.stream()
			.map((entry) -> finding.apply(entry.getKey(), joined(entry.getValue())))
			.toList();
	}

	private static String joined(Set<String> names) {
		List<String> shown = new ArrayList<>(names.stream().limit(MOST).toList());
		if (names.size() > MOST) {
			shown.add("%,d more".formatted(names.size() - MOST));
		}
		return String.join(", ", shown);
	}

}
