/**
 * The errors of operations that do not fit the schema.
 */
@NullMarked
package io.github.versionedschema.plan.rejection;

import org.jspecify.annotations.NullMarked;
