/**
 * Backfill of existing rows in batches of physical pages: the size of batches, locked
 * rows, resuming after a crash, and progress.
 */
@NullMarked
package io.github.versionedschema.backfill;

import org.jspecify.annotations.NullMarked;
