/**
 * Columns of both versions, how values of one are computed from the other, and what
 * indexes and demands speak about them.
 */
@NullMarked
package io.github.versionedschema.plan.draft.column;

import org.jspecify.annotations.NullMarked;
