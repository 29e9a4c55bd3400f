/**
 * The planner: a pure function from catalogue, history and migrations to ordered steps.
 */
@NullMarked
package io.github.versionedschema.plan;

import org.jspecify.annotations.NullMarked;
