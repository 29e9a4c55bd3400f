package io.github.versionedschema.plan.check.lint;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;

/**
 * Compares what clients of live versions use before and after user SQL: objects that are
 * gone under their name, and those that are no longer what clients know. An object that
 * the SQL creates again as it was is the same.
 */
public final class ObjectRules {

	private final Source source;

	private final ScriptKeys keys;

	private final FoundNames found = new FoundNames();

	/**
	 * Creates the rules of one operation.
	 * @param source the operation
	 */
	public ObjectRules(Source source) {
		this.source = source;
		this.keys = new ScriptKeys(source);
	}

	/**
	 * Returns the findings.
	 * @param existing the objects before any SQL
	 * @param before the objects before the SQL
	 * @param after the objects after it
	 */
	public List<Finding> findings(List<ObjectState> existing, List<ObjectState> before, List<ObjectState> after) {
		Set<String> known = keys(existing);
		Map<String, ObjectState> left = after.stream()
			.collect(Collectors.toMap(ObjectState::key, Function.identity(), (one, other) -> one));
		Set<String> gone = keys(before);
		gone.removeAll(left.keySet());
		for (ObjectState object : before) {
			if (known.contains(object.key()) && Collections.disjoint(object.parents(), gone)) {
				ObjectState now = left.get(object.key());
				if (now != null) {
					changed(object, object.changes(now));
				}
				else if (!object.isColumn()) {
					this.found.add(object.isTable() ? LintRule.DROPS_TABLE : LintRule.DROPS_OBJECT, object.shown());
				}
			}
		}
		Set<String> unchanged = keys(before);
		after.stream()
			.filter((object) -> object.actsOnParent() && !unchanged.contains(object.key())
					&& known.containsAll(object.parents()))
			.forEach((object) -> changed(object, List.of("new")));
		return this.found.findings(this::finding);
	}

	private static Set<String> keys(List<ObjectState> objects) {
		return objects.stream().map(ObjectState::key).collect(Collectors.toCollection(HashSet::new));
	}

	private void changed(ObjectState object, List<String> changes) {
		if (!changes.isEmpty()) {
			this.found.add(LintRule.CHANGES_OBJECT, "%s (%s)".formatted(object.shown(), String.join(", ", changes)));
		}
	}

	private Finding finding(LintRule rule, String names) {
		return switch (rule) {
			case DROPS_TABLE -> finding(rule, "The SQL drops %s, which live versions use until complete.", names,
					"Use drop_table, or run the SQL with \"%s\".");
			case DROPS_OBJECT ->
				finding(rule, "The SQL drops, moves or renames %s, which live versions may use until complete.", names,
						"Create what replaces it under another name, and drop it with \"%s\".");
			default -> finding(rule, "The SQL changes what clients of all live versions use: %s.", names,
					"Create what the newer version needs under another name, or change it with \"%s\".");
		};
	}

	private Finding finding(LintRule rule, String message, String names, String advice) {
		return Finding.of(rule, this.source, message.formatted(names), advice.formatted(this.keys.onComplete()));
	}

}
