package io.github.versionedschema.migration.model.type;

import org.jspecify.annotations.Nullable;

/**
 * An attribute of a composite type.
 *
 * @param name its name
 * @param type its SQL type, with modifiers
 * @param collate its collation, as SQL
 */
public record CompositeAttribute(String name, String type, @Nullable String collate) {

}
