package io.github.versionedschema.migration.model;

/**
 * A check constraint.
 *
 * @param name its name
 * @param constraint the SQL condition
 * @param noInherit whether children of the table are exempt
 */
public record CheckDefinition(String name, String constraint, boolean noInherit) {

}
