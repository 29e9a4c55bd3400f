package io.github.versionedschema.plan.check.lint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.lint.LintRule;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.check.lint.TableState.ColumnState;
import io.github.versionedschema.plan.text.ColumnType;
import io.github.versionedschema.plan.text.TypeName;

/**
 * Finds types of new columns that surprise.
 */
public final class TypeRules {

	private final Source source;

	/**
	 * Creates the rules of one operation.
	 * @param source the operation
	 */
	public TypeRules(Source source) {
		this.source = source;
	}

	/**
	 * Returns the findings about columns that user SQL adds.
	 * @param existing the numbers of the tables that existed before any SQL
	 * @param before the tables before the SQL that it names or locks
	 * @param after the tables after it
	 */
	public List<Finding> findings(Set<Long> existing, List<TableState> before, List<TableState> after) {
		Map<Long, TableState> known = before.stream().collect(Collectors.toMap(TableState::oid, Function.identity()));
		return after.stream()
			.filter((table) -> known.containsKey(table.oid()) || !existing.contains(table.oid()))
			.filter(TableState::isTable)
			.flatMap((table) -> table.columns()
				.stream()
				.filter((column) -> !known.containsKey(table.oid())
						|| known.get(table.oid()).column(column.number()).isEmpty()))
			.flatMap((ColumnState column) -> of(column.name(), column.type()).stream())
			.toList();
	}

	/**
	 * Returns the finding about a column.
	 * @param column its name
	 * @param written its type, with modifiers
	 */
	Optional<Finding> of(String column, String written) {
		return switch (withoutModifiers(written)) {
			case "json", "json[]" -> finding(LintRule.JSON_TYPE,
					"Column \"%s\" has the type json, which has no equality: DISTINCT, GROUP BY and UNION of its table fail.",
					column, "Use jsonb.");
			case "character" ->
				finding(LintRule.CHARACTER_TYPE, "Column \"%s\" has the type character, which pads values with spaces.",
						column, "Use text, with a check if the length matters.");
			case "timestamp without time zone" -> finding(LintRule.TIMESTAMP_WITHOUT_ZONE,
					"Column \"%s\" has the type timestamp, which does not say which moment a value means.", column,
					"Use timestamptz.");
			default -> Optional.empty();
		};
	}

	private Optional<Finding> finding(LintRule rule, String message, String column, String advice) {
		return Optional.of(Finding.of(rule, this.source, message.formatted(column), advice));
	}

	static String withoutModifiers(String written) {
		return TypeName.withoutModifiers(ColumnType.of(written).name());
	}

}
