package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * What happens in the order of the operations, before anything is filled.
 */
public sealed interface ScriptItem {

	/**
	 * The first operation on a table that the old version uses too.
	 *
	 * @param table the table
	 */
	record Touch(SharedTable table) implements ScriptItem {
	}

	/**
	 * DDL on a table that only the new version uses.
	 *
	 * @param table the table
	 * @param title what it does, for people
	 * @param statements in order
	 * @param trial how its parts are tried one by one, so that each mistake is told, if
	 * it makes the table; else null
	 * @param source the operation
	 */
	record Ddl(CreatedTable table, String title, List<String> statements, @Nullable TableTrial trial,
			Source source) implements ScriptItem {

		public Ddl {
			statements = List.copyOf(statements);
		}

		/** Returns whether it makes the table. */
		public boolean creates() {
			return this.trial != null;
		}

	}

	/**
	 * SQL that the user wrote.
	 *
	 * @param up what to run at expand, or at complete
	 * @param down what undoes it, or null
	 * @param onComplete whether it runs at complete
	 * @param source the operation
	 */
	record UserSql(String up, @Nullable String down, boolean onComplete, Source source) implements ScriptItem {
	}

}
