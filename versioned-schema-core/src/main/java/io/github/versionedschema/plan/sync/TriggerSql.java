package io.github.versionedschema.plan.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.Identifier;

/**
 * A row trigger of ours. It fires for replicated rows too ({@code ENABLE ALWAYS}).
 *
 * @param name it sorts before or after the user's triggers, as PostgreSQL fires them by
 * name
 * @param timing {@code BEFORE} or {@code AFTER}
 * @param event {@code INSERT} or {@code UPDATE}
 * @param when the condition; what does not apply costs no function call
 * @param function the function, as it is written in SQL
 * @param arguments constant arguments
 */
public record TriggerSql(String name, String timing, String event, String when, String function,
		List<String> arguments) {

	public TriggerSql {
		arguments = List.copyOf(arguments);
	}

	/** Creates one that fires before the row is written. */
	static TriggerSql before(String name, String event, String when, String function, List<String> arguments) {
		return new TriggerSql(name, "BEFORE", event, when, function, arguments);
	}

	/**
	 * Returns the statements that create triggers, or change those that exist. All are
	 * enabled at once, as each change of a table is one of all its partitions.
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
		return "CREATE OR REPLACE TRIGGER %s %s %s ON %s FOR EACH ROW\nWHEN (%s)\nEXECUTE FUNCTION %s(%s)".formatted(
				Identifier.quote(this.name), this.timing, this.event, table, this.when, this.function,
				String.join(", ", this.arguments.stream().map(Identifier::literal).toList()));
	}

	/** Returns the statement that drops it. */
	public String drop(String table) {
		return "DROP TRIGGER IF EXISTS %s ON %s".formatted(Identifier.quote(this.name), table);
	}

}
