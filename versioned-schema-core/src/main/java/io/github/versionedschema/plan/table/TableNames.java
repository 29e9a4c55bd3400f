package io.github.versionedschema.plan.table;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Identifier;

/**
 * What a renamed table is called while others still bear the names that they give up:
 * names can be swapped.
 */
public final class TableNames {

	private TableNames() {
	}

	/** Returns whether another table has the new name until it is contracted itself. */
	public static boolean isTaken(SchemaDraft draft, SharedTable table) {
		return draft.tables()
			.stream()
			.anyMatch((other) -> other != table && other instanceof SharedTable shared && !shared.isDropped()
					&& other.physicalName().equals(table.name()));
	}

	public static String afterContract(SchemaDraft draft, SharedTable table) {
		return isTaken(draft, table) ? Identifier.truncatedWithHash("_vs_" + table.requiredName())
				: table.requiredName();
	}

}
