/**
 * The types of a schema, as a chain of migrations changes them.
 */
@NullMarked
package io.github.versionedschema.plan.draft.type;

import org.jspecify.annotations.NullMarked;
