/**
 * Reading the catalogue, in a fixed number of queries.
 */
@NullMarked
package io.github.versionedschema.schema.read;

import org.jspecify.annotations.NullMarked;
