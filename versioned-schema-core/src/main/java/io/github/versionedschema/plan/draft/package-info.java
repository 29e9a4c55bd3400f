/**
 * The in-memory model of a schema that operations change: the columns of both versions,
 * and how values of one are computed from the other. Contains neither the SQL of steps
 * nor connections.
 */
@NullMarked
package io.github.versionedschema.plan.draft;

import org.jspecify.annotations.NullMarked;
