package io.github.versionedschema.migration.model;

/**
 * A unique constraint on the column that it is written at.
 *
 * @param name its name
 */
public record UniqueDefinition(String name) {

}
