package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Generates SQL on the tables of a simulation.
 */
final class SimulatedTable {

	private SimulatedTable() {
	}

	/** Returns SQL that adds a column. */
	static String add(ChainColumn column, @Nullable String byDefault) {
		return "alter table simulated add column %s %s%s".formatted(column.sql(), column.kind().type(),
				(byDefault != null) ? " default " + byDefault : "");
	}

	/** Returns SQL that drops a column. */
	static String drop(ChainColumn column) {
		return "alter table simulated drop column " + column.sql();
	}

	/** Returns SQL that renames a column. */
	static String rename(ChainColumn from, ChainColumn to) {
		return "alter table simulated rename column %s to %s".formatted(from.sql(), to.sql());
	}

	/** Returns SQL that computes a column from other columns of its row. */
	static String set(ChainColumn column, String expression) {
		return "update simulated set %s = (%s)".formatted(column.sql(), expression);
	}

	/**
	 * Returns SQL that copies a column from the observed values of the other version. It
	 * joins the tables, as neither has an index.
	 */
	static String observe(ChainColumn column, ChainColumn key) {
		return "update simulated s set %1$s = o.%2$s::%4$s from simulated t left join observed o on o.key = t.%3$s where t.%3$s = s.%3$s"
			.formatted(column.sql(), column.observed(), key.sql(), column.kind().type());
	}

	/**
	 * Returns SQL that computes columns from other columns of their row, all at once, and
	 * replaces columns with them.
	 */
	static List<String> replace(List<Change> changes) {
		List<String> statements = new ArrayList<>();
		List<String> sets = new ArrayList<>();
		for (int index = 0; index < changes.size(); index++) {
			Change change = changes.get(index);
			statements
				.add("alter table simulated add column %s %s".formatted(changed(index), change.to().kind().type()));
			sets.add("%s = (%s)".formatted(changed(index), change.up()));
		}
		statements.add("update simulated set " + String.join(", ", sets));
		changes.forEach((change) -> statements.add(drop(change.from())));
		for (int index = 0; index < changes.size(); index++) {
			statements.add("alter table simulated rename column %s to %s".formatted(changed(index),
					changes.get(index).to().sql()));
		}
		return statements;
	}

	private static String changed(int index) {
		return Identifier.quote("changed " + index);
	}

	/**
	 * Returns SQL that computes a column from rows of another table.
	 * @param from the other table, as the migrated-from version names it
	 * @param value the column that has the value
	 * @param key the key of the other table
	 * @param reference the column that contains it
	 */
	static String lookUp(ChainColumn column, String from, ChainColumn value, ChainColumn key, ChainColumn reference) {
		return "update simulated s set %s = (select o.%s::text from %s o where o.%s = s.%s)::%s".formatted(column.sql(),
				value.sql(), OtherTable.marker(from), key.sql(), reference.sql(), column.kind().type());
	}

}
