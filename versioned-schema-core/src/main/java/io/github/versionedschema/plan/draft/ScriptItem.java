package io.github.versionedschema.plan.draft;

import java.util.List;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * An item that runs in the order of the operations, before the backfill.
 */
public sealed interface ScriptItem {

	/**
	 * The first operation on a table of the old version.
	 *
	 * @param table the table
	 */
	record Touch(SharedTable table) implements ScriptItem {
	}

	/**
	 * DDL on a table that only the new version uses.
	 *
	 * @param table the table
	 * @param title what it does, as readable text
	 * @param statements in order
	 * @param trial how to try its parts one by one to report each error, if it creates
	 * the table; otherwise null
	 * @param source the operation
	 */
	record Ddl(CreatedTable table, String title, List<String> statements, @Nullable TableTrial trial,
			Source source) implements ScriptItem {

		public Ddl {
			statements = List.copyOf(statements);
		}

		/** Returns whether it creates the table. */
		public boolean creates() {
			return this.trial != null;
		}

	}

	/**
	 * User SQL.
	 *
	 * @param up the SQL to run at expand or at complete
	 * @param down the SQL that undoes it, or null
	 * @param onComplete whether it runs at complete
	 * @param source the operation
	 */
	record UserSql(String up, @Nullable String down, boolean onComplete, Source source) implements ScriptItem {
	}

}
