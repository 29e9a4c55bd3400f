/**
 * Constraints, indexes and replica identities that a chain adds or drops, and the changes
 * of tables that it creates.
 */
@NullMarked
package io.github.versionedschema.plan.draft.rule;

import org.jspecify.annotations.NullMarked;
