package io.github.versionedschema.migration;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.migration.bind.NearestKey;
import io.github.versionedschema.migration.bind.Shape;
import io.github.versionedschema.migration.lint.Acknowledgement;
import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.FileProblems;
import io.github.versionedschema.migration.syntax.Content;
import io.github.versionedschema.migration.syntax.Content.Field;
import io.github.versionedschema.migration.syntax.Content.Fields;
import io.github.versionedschema.migration.syntax.Content.Items;
import io.github.versionedschema.migration.syntax.Content.Scalar;
import org.jspecify.annotations.Nullable;

/**
 * Reads the keys of an operation that acknowledge findings. They say nothing about what
 * the operation does, so they are not part of the checksum.
 */
final class AcknowledgementReader {

	private static final String ACKNOWLEDGE = "acknowledge";

	private static final String REASON = "reason";

	/** The keys of an operation that acknowledge findings. */
	static final List<String> KEYS = List.of(ACKNOWLEDGE, REASON);

	/** Returns the operation without these keys. */
	static Fields without(Fields operation) {
		return operation.without(ACKNOWLEDGE).without(REASON);
	}

	/**
	 * Reads the keys.
	 * @param operation the content of the operation
	 * @param problems the collector of problems of the operation
	 * @return the acknowledged rules, or null if there are none or they have problems
	 */
	@Nullable Acknowledgement read(Fields operation, FileProblems problems) {
		Field acknowledge = operation.find(ACKNOWLEDGE);
		Field reason = operation.find(REASON);
		if (acknowledge == null) {
			if (reason != null) {
				problems.add(reason.position(), "'reason' belongs to 'acknowledge', which is missing",
						"Name the rules of the findings, as in acknowledge: [changes_rows]");
			}
			return null;
		}
		List<LintRule> rules = rules(acknowledge, problems);
		if (reason == null) {
			problems.add(acknowledge.position(), "'acknowledge' needs a 'reason'", "Say why the findings are accepted");
			return null;
		}
		new Shape.Text(false).check(reason.value(), REASON, problems);
		return (reason.value() instanceof Scalar text) ? new Acknowledgement(rules, text.text()) : null;
	}

	private static List<LintRule> rules(Field field, FileProblems problems) {
		List<LintRule> rules = new ArrayList<>();
		Content checked = new Shape.Listing(() -> new Shape.Text(false)).check(field.value(), ACKNOWLEDGE, problems);
		if (checked instanceof Items items) {
			if (items.items().isEmpty()) {
				problems.add(field.position(), "'acknowledge' names no rule", "Leave the key out");
			}
			items.items().forEach((item) -> rule(item, rules, problems));
		}
		return rules;
	}

	private static void rule(Content item, List<LintRule> rules, FileProblems problems) {
		if (!(item instanceof Scalar text) || text.kind() != Scalar.Kind.TEXT || text.text().isBlank()) {
			return;
		}
		LintRule rule = LintRule.find(text.text()).orElse(null);
		if (rule == null) {
			problems.add(text.position(), "unknown rule '%s'".formatted(text.text()),
					new NearestKey(LintRule.keys()).advice(text.text()));
		}
		else if (rules.contains(rule)) {
			problems.add(text.position(), "the rule '%s' is given twice".formatted(rule.key()), null);
		}
		else {
			rules.add(rule);
		}
	}

}
