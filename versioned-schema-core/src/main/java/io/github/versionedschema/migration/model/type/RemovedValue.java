package io.github.versionedschema.migration.model.type;

/**
 * A value of an enum that the newer version does not have.
 *
 * @param value the value
 * @param up the SQL expression of the value that the newer version sees instead
 */
public record RemovedValue(String value, String up) {

}
