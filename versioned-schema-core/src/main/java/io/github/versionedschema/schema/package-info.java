/**
 * The catalogue of a database as data, its reader, and identifiers.
 */
@NullMarked
package io.github.versionedschema.schema;

import org.jspecify.annotations.NullMarked;
