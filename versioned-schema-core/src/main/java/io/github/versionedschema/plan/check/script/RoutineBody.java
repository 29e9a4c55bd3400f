package io.github.versionedschema.plan.check.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Routine;

/**
 * Finds tables and columns that the body of a function names: tables where a statement
 * expects one, and columns anywhere. Strings are not analyzed, so dynamic SQL is not
 * seen.
 */
final class RoutineBody {

	private static final Set<String> BEFORE_TABLES = Set.of("from", "join", "update", "only", "table", "using",
			"truncate");

	/** {@code IS DISTINCT FROM}, {@code FOR NO KEY UPDATE}, {@code DO UPDATE}. */
	private static final Set<String> NOT_BEFORE = Set.of("distinct", "for", "key", "do");

	private static final Set<String> ROWS = Set.of("new", "old");

	private final String schema;

	private final Routine routine;

	private final List<Word> words;

	private final Set<String> tables = new TreeSet<>();

	/**
	 * Reads a body.
	 * @param schema the schema of tables that are named without one
	 */
	RoutineBody(String schema, Routine routine) {
		this.schema = schema;
		this.routine = routine;
		this.words = SqlWords.of(routine.source()).words();
		for (int index = 1; index < this.words.size(); index++) {
			if (isTable(index)) {
				this.tables.add(qualified(index));
			}
		}
	}

	Routine routine() {
		return this.routine;
	}

	private boolean isTable(int index) {
		Word word = this.words.get(index);
		Word keyword = this.words.get(index - 1);
		String earlier = (index > 1) ? this.words.get(index - 2).name() : "";
		if (word.afterDot() || word.first() || keyword.afterDot() || ROWS.contains(word.name())
				|| BEFORE_TABLES.contains(word.name())) {
			return false;
		}
		if (keyword.name().equals("into")) {
			return earlier.equals("insert") || earlier.equals("merge");
		}
		return BEFORE_TABLES.contains(keyword.name()) && !word.call() && !NOT_BEFORE.contains(earlier);
	}

	/**
	 * Returns whether a statement gives the column in the list of columns that it inserts
	 * into the table, whatever other tables it reads.
	 */
	boolean inserts(String table, String column) {
		for (int index = 1; index < this.words.size(); index++) {
			if (this.words.get(index - 1).name().equals("into") && isTable(index) && qualified(index).equals(table)) {
				Word named = this.words.get(this.words.get(index).beforeDot() ? index + 1 : index);
				String after = this.routine.source().substring(named.end());
				int end = after.stripLeading().startsWith("(") ? named.end() + after.indexOf(')') : named.end();
				if (this.words.stream()
					.anyMatch((word) -> word.start() > named.start() && word.start() < end
							&& word.name().equals(column))) {
					return true;
				}
			}
		}
		return false;
	}

	private String qualified(int index) {
		Word word = this.words.get(index);
		if (!word.beforeDot() || index + 1 == this.words.size()) {
			return word.name();
		}
		String table = this.words.get(index + 1).name();
		return word.name().equals(this.schema) ? table : word.name() + "." + table;
	}

	/** Returns whether a statement uses the table. */
	boolean names(String table) {
		return this.tables.contains(table);
	}

	/** Returns whether statements use this table and no other. */
	boolean namesOnly(String table) {
		return this.tables.equals(Set.of(table));
	}

	/**
	 * Returns whether a word is the name of the column, other than as a field of {@code
	 * new} and {@code old}.
	 */
	boolean namesColumn(String column) {
		for (int index = 0; index < this.words.size(); index++) {
			Word word = this.words.get(index);
			boolean field = word.afterDot() && index > 0 && ROWS.contains(this.words.get(index - 1).name());
			if (word.name().equals(column) && !word.call() && !word.afterCast() && !field) {
				return true;
			}
		}
		return false;
	}

	/** Returns whether the name may be a variable or a result column. */
	boolean mayHaveVariable(String name) {
		String word = Pattern.quote(name);
		return Pattern
			.compile("(\\b(as|into|into\\s+strict)\\s+%1$s\\b|\\b%1$s\\s*:=)".formatted(word), Pattern.CASE_INSENSITIVE)
			.matcher(this.routine.source())
			.find();
	}

	/** Returns whether a trigger of another table calls it. */
	boolean isRunByOthers(String table) {
		String plain = " on %s.%s".formatted(this.schema, table);
		String quoted = " on %s".formatted(Identifier.qualified(this.schema, table));
		return this.routine.triggers()
			.stream()
			.anyMatch((trigger) -> !trigger.endsWith(plain) && !trigger.endsWith(quoted));
	}

	/** Returns its name for messages. */
	String shown() {
		List<String> triggers = new ArrayList<>(this.routine.triggers());
		return triggers.isEmpty() ? this.routine.name()
				: "%s (trigger %s)".formatted(this.routine.name(), String.join(", ", triggers));
	}

}
