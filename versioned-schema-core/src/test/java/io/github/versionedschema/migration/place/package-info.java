/**
 * Tests of places.
 */
@NullMarked
package io.github.versionedschema.migration.place;

import org.jspecify.annotations.NullMarked;
