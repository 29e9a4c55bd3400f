package io.github.versionedschema.chains.random;

import java.util.List;

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

	/** Returns SQL that copies a column from the observed values of the other version. */
	static String observe(ChainColumn column, ChainColumn key) {
		return "update simulated s set %s = (select o.%s from observed o where o.key = s.%s)".formatted(column.sql(),
				column.observed(), key.sql());
	}

	/** Returns SQL that computes a column and replaces another column with it. */
	static List<String> replace(ChainColumn from, ChainColumn to, String expression) {
		String changed = Identifier.quote("changed");
		return List.of("alter table simulated add column %s %s".formatted(changed, to.kind().type()),
				"update simulated set %s = (%s)".formatted(changed, expression), drop(from),
				"alter table simulated rename column %s to %s".formatted(changed, to.sql()));
	}

}
