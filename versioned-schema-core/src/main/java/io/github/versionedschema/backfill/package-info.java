/**
 * Filling columns of the rows that exist, in batches of physical pages: how much a batch
 * takes, what happens to rows that others hold, where the journal goes on after a crash,
 * and what there is to tell meanwhile.
 */
@NullMarked
package io.github.versionedschema.backfill;

import org.jspecify.annotations.NullMarked;
