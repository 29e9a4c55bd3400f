package io.github.versionedschema.plan.table;

import io.github.versionedschema.plan.draft.SchemaDraft;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.schema.Identifier;

/**
 * Determines temporary names for renamed tables while other tables still have their old
 * names, as names can be swapped.
 */
public final class TableNames {

	private TableNames() {
	}

	/**
	 * Returns whether another table has the new name until it is contracted, or dropped
	 * after tables that use it.
	 */
	public static boolean isTaken(SchemaDraft draft, SharedTable table) {
		LeavingUses uses = new LeavingUses(draft);
		return draft.tables()
			.stream()
			.anyMatch((other) -> other != table && other instanceof SharedTable shared
					&& other.physicalName().equals(table.name()) && (!shared.isDropped() || uses.hasUsers(shared)));
	}

	public static String afterContract(SchemaDraft draft, SharedTable table) {
		return isTaken(draft, table) ? Identifier.truncatedWithHash("_vs_" + table.requiredName())
				: table.requiredName();
	}

}
