/**
 * Checks of types before the first step.
 */
@NullMarked
package io.github.versionedschema.plan.check.type;

import org.jspecify.annotations.NullMarked;
