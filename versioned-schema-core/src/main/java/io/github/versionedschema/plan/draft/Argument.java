package io.github.versionedschema.plan.draft;

/**
 * A column under the name that an expression uses.
 *
 * @param name the column's name in the version of the table that the expression refers to
 * @param column the column
 */
public record Argument(String name, ColumnDraft column) {
}
