package io.github.versionedschema.plan.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Trigger;

/**
 * Finds user triggers and rules that would fire for every row that a backfill writes.
 * They would set modification times and write audit rows although no client changed the
 * row.
 */
public final class FiredTriggers {

	private static final Pattern STRINGS_AND_COMMENTS = Pattern.compile("'(?:[^']|'')*'|--[^\\n]*|/\\*.*?\\*/",
			Pattern.DOTALL);

	private static final Pattern WRITES = Pattern.compile(
			":=|\\b(insert|update|delete|merge|truncate|copy|perform|execute|call|into|notify|nextval|setval)\\b"
					+ "|\\breturn\\s+null\\b|(^|;|\\bbegin|\\bthen|\\belse|\\bloop)\\s*new\\s*\\.",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern CONDITION = Pattern.compile("\\bWHEN \\((.*)\\) EXECUTE ", Pattern.DOTALL);

	/**
	 * A comparison of one column's old and new value, which are equal when other columns
	 * are filled.
	 */
	private static final Pattern UNCHANGED = Pattern
		.compile("\\(*(?:old|new)\\.(\"(?:[^\"]|\"\")+\"|\\w+)CAST (?:IS DISTINCT FROM|<>) \\(*(?:old|new)\\.\\1CAST"
			.replace("CAST", "\\)*(?:::[\\w ]+)?\\)*"));

	private static final String RULES = """
			DECLARE
				_vs_rules text := (SELECT pg_catalog.string_agg(pg_catalog.format('rule %%I on %%s', r.rulename, r.ev_class::pg_catalog.regclass), ', ' ORDER BY r.rulename, r.ev_class)
					FROM pg_catalog.pg_rewrite r
					WHERE r.ev_type OPERATOR(pg_catalog.=) '2' AND r.ev_enabled IN (%1$s)
						AND r.ev_class IN (SELECT relid FROM pg_catalog.pg_partition_tree(%2$s::pg_catalog.regclass)
							UNION ALL SELECT %2$s::pg_catalog.regclass));
			BEGIN
				IF _vs_rules IS NOT NULL THEN
					RAISE EXCEPTION '%% would be applied to every row that is filled', _vs_rules;
				END IF;
			END
			""";

	private final BackfillTriggers policy;

	private final TableWork work;

	public FiredTriggers(BackfillTriggers policy, TableWork work) {
		this.policy = policy;
		this.work = work;
	}

	private boolean isFilled() {
		return !this.work.table().isDropped() && !this.work.fill().columns().isEmpty();
	}

	/** Returns the findings about triggers; an error if a trigger may write. */
	public List<Finding> findings() {
		List<Finding> findings = new ArrayList<>();
		if (isFilled()) {
			this.work.table()
				.source()
				.triggers()
				.stream()
				.filter(this::fires)
				.forEach((trigger) -> findings.add(finding(trigger)));
		}
		return findings;
	}

	private boolean fires(Trigger trigger) {
		boolean enabled = trigger.enabled() == Trigger.Enabled.ALWAYS || (this.policy.silenced()
				? trigger.enabled() == Trigger.Enabled.REPLICA : trigger.enabled() == Trigger.Enabled.ORIGIN);
		return enabled && !trigger.inherited() && trigger.events().contains(Trigger.Event.UPDATE)
				&& trigger.updateOfColumns().isEmpty() && !waitsForAnotherColumn(trigger.definition());
	}

	private static boolean waitsForAnotherColumn(String definition) {
		var condition = CONDITION.matcher(definition);
		if (!condition.find()) {
			return false;
		}
		List<String> terms = List.of(condition.group(1).split(" (?i:or|and) "));
		boolean and = condition.group(1).contains(" AND ");
		return and
				? terms.size() > 1 && !condition.group(1).contains(" OR ")
						&& terms.stream().anyMatch(FiredTriggers::isUnchanged)
				: terms.stream().allMatch(FiredTriggers::isUnchanged);
	}

	private static boolean isUnchanged(String term) {
		return UNCHANGED.matcher(term.strip()).matches();
	}

	private static boolean mayWrite(Trigger trigger) {
		String source = STRINGS_AND_COMMENTS.matcher(trigger.functionSource()).replaceAll("''");
		return !source.toLowerCase(java.util.Locale.ROOT).contains("begin") || WRITES.matcher(source).find();
	}

	private Finding finding(Trigger trigger) {
		boolean refused = mayWrite(trigger) && !this.policy.accepted();
		String message = "Table \"%s\": trigger %s runs %s for every row that is filled.".formatted(this.work.name(),
				trigger.shown(), trigger.function());
		String advice = advice(trigger.enabled() == Trigger.Enabled.ORIGIN);
		Source source = this.work.table().changedBy();
		return refused ? new Finding(Severity.ERROR, source, message, advice)
				: Finding.of(LintRule.FIRES_TRIGGER, source, message, advice);
	}

	private String advice(boolean silenceable) {
		return "%s, or let it fire: versioned-schema.backfill.fire-user-triggers=true.".formatted(silenceable
				? "Let the leader silence it: GRANT SET ON PARAMETER session_replication_role TO "
						+ Identifier.quote(this.policy.role())
				: "It is enabled for every role that a session plays. Enable it as usual while rows are filled (ALTER TABLE ... ENABLE TRIGGER)");
	}

	/**
	 * Returns the check for rules, which are not in the catalogue from which a plan is
	 * created.
	 */
	public List<Check> checks() {
		if (!isFilled() || this.policy.accepted()) {
			return List.of();
		}
		String enabled = this.policy.silenced() ? "'A', 'R'" : "'A', 'O'";
		return List.of(new Check("the backfill of table \"" + this.work.name() + "\"",
				"DO " + Identifier.dollarQuoted(RULES.formatted(enabled, Identifier.literal(this.work.sqlName()))), -1,
				Objects.requireNonNullElseGet(this.work.table().changedBy(), this.work.table()::lastSource),
				"Drop the rule before, or in an \"sql\" operation of the migration, or let it be applied: versioned-schema.backfill.fire-user-triggers=true.",
				null));
	}

}
