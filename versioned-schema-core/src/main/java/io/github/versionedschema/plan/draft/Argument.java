package io.github.versionedschema.plan.draft;

/**
 * A column as an expression calls it.
 *
 * @param name the column's name in the shape that the expression speaks about
 * @param column the column
 */
public record Argument(String name, ColumnDraft column) {
}
