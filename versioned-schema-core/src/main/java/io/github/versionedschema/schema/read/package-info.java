/**
 * Reads the catalogue, with no more queries for many tables than for one.
 */
@NullMarked
package io.github.versionedschema.schema.read;

import org.jspecify.annotations.NullMarked;
