package io.github.versionedschema.plan.draft.column;

/**
 * A column under the name that an expression uses.
 *
 * @param name the column's name in the version of the table that the expression refers to
 * @param column the column
 * @param type the column's type at that point
 */
public record Argument(String name, ColumnDraft column, String type) {

	/** Creates an argument of the type that the column has now. */
	public Argument(String name, ColumnDraft column) {
		this(name, column, column.type());
	}

}
