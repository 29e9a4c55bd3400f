/**
 * Columns of both versions, and how values of one are computed from the other.
 */
@NullMarked
package io.github.versionedschema.plan.draft.column;

import org.jspecify.annotations.NullMarked;
