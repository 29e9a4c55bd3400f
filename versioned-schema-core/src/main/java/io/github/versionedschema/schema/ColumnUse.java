package io.github.versionedschema.schema;

/**
 * A column of any table that uses another table: its sequence or its row type.
 *
 * @param schema the schema of the column's table
 * @param table the column's table
 * @param number the column's number, or 0 if the table as a whole is the user, as it is
 * of a constraint
 */
public record ColumnUse(String schema, String table, int number) {

}
