package io.github.versionedschema.plan.ddl;

import java.util.List;

import io.github.versionedschema.plan.draft.ScriptItem;
import org.jspecify.annotations.Nullable;

/**
 * DDL on a table that only the newer version uses.
 *
 * @param title what it does, as readable text
 * @param scripts in order; the statements of one are meaningful only together
 * @param trial how to try its parts one by one to report each error, if it creates the
 * table; otherwise null
 */
public record NewTableDdl(String title, List<List<String>> scripts, @Nullable TableTrial trial) {

	public NewTableDdl {
		scripts = List.copyOf(scripts);
	}

	/** Returns all statements, in order. */
	public List<String> statements() {
		return this.scripts.stream().flatMap(List::stream).toList();
	}

	/**
	 * Writes a change of a draft.
	 * @param item the change
	 */
	public static NewTableDdl of(ScriptItem.NewTable item) {
		return item.change().choose(new NewTableWriter(item));
	}

}
