package io.github.versionedschema.migration.model.type;

/**
 * A value of an enum that has another name in the newer version.
 *
 * @param from its name
 * @param to its new name
 */
public record RenamedValue(String from, String to) {

}
