package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * A trigger of versioned-schema. It also fires for replicated rows ({@code ENABLE
 * ALWAYS}).
 *
 * @param name its name, which sorts before or after user triggers, as PostgreSQL fires
 * them by name
 * @param timing {@code BEFORE} or {@code AFTER}
 * @param event {@code INSERT}, {@code UPDATE}, {@code DELETE} or {@code TRUNCATE}
 * @param level {@code ROW} or {@code STATEMENT}
 * @param when the condition, which avoids unnecessary function calls
 * @param function the function, as written in SQL
 * @param arguments constant arguments
 */
public record TriggerSql(String name, String timing, String event, String level, String when, String function,
		List<String> arguments) {

	public TriggerSql {
		arguments = List.copyOf(arguments);
	}

	/** Creates a trigger for each row, or for each {@code TRUNCATE}. */
	public TriggerSql(String name, String timing, String event, String when, String function, List<String> arguments) {
		this(name, timing, event, event.equals("TRUNCATE") ? "STATEMENT" : "ROW", when, function, arguments);
	}

	/** Creates a trigger that fires before the row is written. */
	public static TriggerSql before(String name, String event, String when, String function, List<String> arguments) {
		return new TriggerSql(name, "BEFORE", event, when, function, arguments);
	}

	/** Creates a trigger that fires before the statement, even if it writes no row. */
	public static TriggerSql beforeStatement(String name, String event, String function) {
		return new TriggerSql(name, "BEFORE", event, "STATEMENT", "true", function, List.of());
	}

	/**
	 * Returns the statements that create or replace triggers. All are enabled with one
	 * statement, as each change of a table affects all its partitions.
	 */
	public static List<String> create(String table, List<TriggerSql> triggers) {
		if (triggers.isEmpty()) {
			return List.of();
		}
		List<String> statements = new ArrayList<>();
		triggers.forEach((trigger) -> statements.add(trigger.create(table)));
		statements.add("ALTER TABLE %s %s".formatted(table,
				triggers.stream()
					.map((trigger) -> "ENABLE ALWAYS TRIGGER " + Identifier.quote(trigger.name))
					.collect(Collectors.joining(", "))));
		return statements;
	}

	private String create(String table) {
		return "CREATE OR REPLACE TRIGGER %s %s %s ON %s FOR EACH %s\nWHEN (%s)\nEXECUTE FUNCTION %s(%s)".formatted(
				Identifier.quote(this.name), this.timing, this.event, table, this.level, this.when, this.function,
				String.join(", ", this.arguments.stream().map(Identifier::literal).toList()));
	}

	/** Returns the statement that drops the trigger. */
	public String drop(String table) {
		return "DROP TRIGGER IF EXISTS %s ON %s".formatted(Identifier.quote(this.name), table);
	}

}
