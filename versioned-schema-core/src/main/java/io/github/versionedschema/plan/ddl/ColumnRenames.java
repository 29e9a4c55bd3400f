package io.github.versionedschema.plan.ddl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Renames the columns of one table in an order without name conflicts.
 */
public final class ColumnRenames {

	private final String table;

	/**
	 * Creates the renames of a table.
	 * @param table the table, as written in SQL
	 */
	public ColumnRenames(String table) {
		this.table = table;
	}

	/**
	 * Returns the statements; a name that is still in use is assigned via a temporary
	 * name.
	 * @param names the new names by current name
	 */
	public List<String> of(Map<String, String> names) {
		List<String> statements = new ArrayList<>();
		Map<String, String> waiting = new LinkedHashMap<>(names);
		waiting.entrySet().removeIf((entry) -> entry.getKey().equals(entry.getValue()));
		while (!waiting.isEmpty()) {
			String free = waiting.entrySet()
				.stream()
				.filter((entry) -> !waiting.containsKey(entry.getValue()))
				.map(Map.Entry::getKey)
				.findFirst()
				.orElse(null);
			if (free != null) {
				statements.add(rename(free, Objects.requireNonNull(waiting.remove(free))));
			}
			else {
				String next = waiting.keySet().iterator().next();
				String detour = Identifier.truncatedWithHash("_vs_move_" + next);
				statements.add(rename(next, detour));
				waiting.put(detour, Objects.requireNonNull(waiting.remove(next)));
			}
		}
		return statements;
	}

	/**
	 * Returns a statement with the renames that it needs: columns temporarily get the
	 * names that its expression uses, which later operations may have changed.
	 * @param statement the statement
	 * @param expression the expression that it contains
	 * @param columns the columns of the table, under their names in the newer version
	 */
	public List<String> around(String statement, Expression expression, Collection<ColumnDraft> columns) {
		return around(statement, expression, ColumnDraft::name,
				columns.stream().map(ColumnDraft::requiredName).toList());
	}

	/**
	 * Returns a statement with the renames that it needs.
	 * @param statement the statement
	 * @param expression the expression that it contains
	 * @param name returns the name of a column when the statement runs
	 * @param existing the names of the columns of the table at that time
	 */
	public List<String> around(String statement, Expression expression, Function<ColumnDraft, @Nullable String> name,
			Collection<String> existing) {
		Map<String, String> there = new LinkedHashMap<>();
		for (Argument argument : expression.arguments()) {
			// Only a plan that is refused anyway refers to a column that is dropped.
			there.put(Objects.requireNonNullElse(name.apply(argument.column()), argument.name()), argument.name());
		}
		if (there.entrySet().stream().allMatch((entry) -> entry.getKey().equals(entry.getValue()))) {
			return List.of(statement);
		}
		existing.stream()
			.filter((other) -> there.containsValue(other) && !there.containsKey(other))
			.toList()
			.forEach((other) -> there.put(other, Identifier.truncatedWithHash("_vs_aside_" + other)));
		Map<String, String> back = new LinkedHashMap<>();
		there.forEach((now, then) -> back.put(then, now));
		List<String> statements = new ArrayList<>(of(there));
		statements.add(statement);
		statements.addAll(of(back));
		return statements;
	}

	private String rename(String from, String to) {
		return "ALTER TABLE %s RENAME COLUMN %s TO %s".formatted(this.table, Identifier.quote(from),
				Identifier.quote(to));
	}

}
