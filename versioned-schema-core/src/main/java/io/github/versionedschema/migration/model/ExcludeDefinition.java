package io.github.versionedschema.migration.model;

import org.jspecify.annotations.Nullable;

/**
 * What an exclusion constraint compares.
 *
 * @param indexMethod the index method, such as {@code gist}; the server's default if
 * absent
 * @param elements the SQL list of what is compared with which operator
 * @param predicate the SQL condition that rows must meet to take part
 */
public record ExcludeDefinition(@Nullable String indexMethod, String elements, @Nullable String predicate) {

}
