package io.github.versionedschema.plan.draft.column;

import io.github.versionedschema.plan.text.ColumnType;

/**
 * A column under the name that an expression uses.
 *
 * @param name the column's name in the version of the table that the expression refers to
 * @param column the column
 * @param columnType the column's type at that point
 */
public record Argument(String name, ColumnDraft column, ColumnType columnType) {

	/** Creates an argument of the type that the column has now. */
	public Argument(String name, ColumnDraft column) {
		this(name, column, column.columnType());
	}

	/** Returns the column's type at that point, without a collation. */
	public String type() {
		return this.columnType.name();
	}

	/** Returns whether the column had another collation than that of its type. */
	public boolean hasCollation() {
		return this.columnType.collation() != null;
	}

}
