/**
 * The entry point of versioned-schema: {@code VersionedSchema}, its settings and its
 * results.
 */
@NullMarked
package io.github.versionedschema;

import org.jspecify.annotations.NullMarked;
