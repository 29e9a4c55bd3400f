/**
 * The triggers and functions that keep both versions of a table in step.
 */
@NullMarked
package io.github.versionedschema.plan.sync;

import org.jspecify.annotations.NullMarked;
