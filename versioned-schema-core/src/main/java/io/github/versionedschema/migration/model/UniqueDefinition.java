package io.github.versionedschema.migration.model;

/**
 * A unique constraint on a single column, defined with the column.
 *
 * @param name its name
 */
public record UniqueDefinition(String name) {

}
