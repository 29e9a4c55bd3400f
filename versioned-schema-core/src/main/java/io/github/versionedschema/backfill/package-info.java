/**
 * Filling replacement columns of existing rows, by ranges of pages.
 */
@NullMarked
package io.github.versionedschema.backfill;

import org.jspecify.annotations.NullMarked;
