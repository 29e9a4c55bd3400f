/**
 * The in-memory model of a schema that operations change: the columns of both versions,
 * how values of one are computed from the other, and new tables. It is data: apart from
 * expressions of users, it contains no SQL.
 */
@NullMarked
package io.github.versionedschema.plan.draft;

import org.jspecify.annotations.NullMarked;
