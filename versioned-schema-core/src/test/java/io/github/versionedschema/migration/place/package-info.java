/**
 * Tests of file positions.
 */
@NullMarked
package io.github.versionedschema.migration.place;

import org.jspecify.annotations.NullMarked;
