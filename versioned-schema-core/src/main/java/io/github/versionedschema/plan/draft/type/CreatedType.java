package io.github.versionedschema.plan.draft.type;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * A type that the chain creates. All versions can use it, as it has its name at once.
 *
 * @param name its name
 * @param definition what it is made of
 * @param comment its comment, or null
 * @param source the operation
 */
public record CreatedType(String name, TypeDefinition definition, @Nullable String comment, Source source) {

}
