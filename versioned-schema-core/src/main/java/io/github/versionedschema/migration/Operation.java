package io.github.versionedschema.migration;

import io.github.versionedschema.migration.model.Change;
import io.github.versionedschema.migration.model.Defaulted;

/**
 * One change that a migration asks for. Implementations are records whose components are
 * the keys of the file format: {@code camelCase} here, {@code snake_case} in the file,
 * unless {@link com.fasterxml.jackson.annotation.JsonProperty @JsonProperty} says
 * otherwise.
 * <p>
 * What may be left out of a file follows from the component's type: a primitive, a
 * {@code @Nullable} component, a {@link Change}, or one marked {@link Defaulted}. Every
 * other component is required. A compact constructor may refuse combinations with an
 * {@link IllegalArgumentException}, whose message is reported with its place in the file.
 */
public interface Operation {

}
