package io.github.versionedschema.plan.ddl;

import java.util.Optional;

import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.name.Names;

/**
 * Tables that a subquery of an expression reads. It sees them as the version before the
 * chain sees them, although the operation follows others of the chain.
 */
public final class ReadTables {

	private final SharedTable owner;

	/**
	 * Creates the tables.
	 * @param owner the table of the expression
	 */
	public ReadTables(SharedTable owner) {
		this.owner = owner;
	}

	/**
	 * Returns what to do if PostgreSQL does not find what the expression names; empty if
	 * it names no table in which the chain gives names.
	 */
	public Optional<String> advice(Expression expression) {
		return this.owner.schema()
			.touchedTables()
			.stream()
			.filter((table) -> table != this.owner && givesNames(table) && expression.mayRead(table.requiredName()))
			.findFirst()
			.map((table) -> "A subquery sees table %s as it is before this migration. Put this operation in the next one."
				.formatted(Names.shown(table.name())));
	}

	private static boolean givesNames(SharedTable table) {
		return !table.isDropped() && (!table.requiredName().equals(table.source().name())
				|| table.columns().stream().anyMatch(ReadTables::hasNewName));
	}

	private static boolean hasNewName(ColumnDraft column) {
		String name = column.name();
		return name != null && (column.ancestor() == null || !name.equals(column.ancestor().name()));
	}

}
