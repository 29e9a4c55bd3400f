package io.github.versionedschema.migration.place;

/**
 * A position in a file.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {

}
