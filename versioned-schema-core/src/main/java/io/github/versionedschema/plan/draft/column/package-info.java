/**
 * Columns of both versions, how values of one are computed from the other, what indexes
 * and demands speak about them, and the changes of new tables.
 */
@NullMarked
package io.github.versionedschema.plan.draft.column;

import org.jspecify.annotations.NullMarked;
