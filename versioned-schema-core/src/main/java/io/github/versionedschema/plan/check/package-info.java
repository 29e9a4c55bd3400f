/**
 * What is judged before the first step, and what is noted about a plan.
 */
@NullMarked
package io.github.versionedschema.plan.check;

import org.jspecify.annotations.NullMarked;
