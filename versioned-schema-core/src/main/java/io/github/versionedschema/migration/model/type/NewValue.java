package io.github.versionedschema.migration.model.type;

import org.jspecify.annotations.Nullable;

/**
 * A value to add to an enum; without {@code before} and {@code after} it is the last.
 *
 * @param value the value
 * @param before the value that follows it
 * @param after the value that precedes it
 * @param down the SQL expression of the value that the older version sees instead; if
 * absent, all versions have the value
 */
public record NewValue(String value, @Nullable String before, @Nullable String after, @Nullable String down) {

}
