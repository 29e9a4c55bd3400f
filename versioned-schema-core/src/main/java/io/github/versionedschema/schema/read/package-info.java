/**
 * Reads the catalogue with a fixed number of queries.
 */
@NullMarked
package io.github.versionedschema.schema.read;

import org.jspecify.annotations.NullMarked;
