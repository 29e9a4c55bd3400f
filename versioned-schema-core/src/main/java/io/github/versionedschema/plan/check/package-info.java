/**
 * Checks that run before the first step, and notes about a plan.
 */
@NullMarked
package io.github.versionedschema.plan.check;

import org.jspecify.annotations.NullMarked;
