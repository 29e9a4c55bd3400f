package io.github.versionedschema.plan.ddl;

import java.util.List;

import io.github.versionedschema.plan.draft.ScriptItem;
import org.jspecify.annotations.Nullable;

/**
 * DDL on a table that only the new version uses.
 *
 * @param title what it does, as readable text
 * @param statements in order
 * @param trial how to try its parts one by one to report each error, if it creates the
 * table; otherwise null
 */
public record NewTableDdl(String title, List<String> statements, @Nullable TableTrial trial) {

	public NewTableDdl {
		statements = List.copyOf(statements);
	}

	/**
	 * Writes a change of a draft.
	 * @param item the change
	 */
	public static NewTableDdl of(ScriptItem.NewTable item) {
		return item.change().choose(new NewTableWriter(item));
	}

}
