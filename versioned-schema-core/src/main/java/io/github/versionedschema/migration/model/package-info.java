/**
 * What the operations of a file say, as records that equal the file format.
 */
@NullMarked
package io.github.versionedschema.migration.model;

import org.jspecify.annotations.NullMarked;
