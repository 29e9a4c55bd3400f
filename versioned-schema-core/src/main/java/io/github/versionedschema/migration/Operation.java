package io.github.versionedschema.migration;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.Defaulted;

/**
 * One operation of a migration. Implementations are records whose components are the keys
 * of the file format: {@code camelCase} here, {@code snake_case} in the file, unless
 * {@link com.fasterxml.jackson.annotation.JsonProperty @JsonProperty} says otherwise.
 * <p>
 * A key is optional if its component is a primitive, a {@code @Nullable} component, a
 * {@link Change}, or marked {@link Defaulted}. Every other component is required. A
 * compact constructor may refuse combinations with an {@link IllegalArgumentException},
 * whose message is reported with its position in the file.
 */
public interface Operation {

}
