/**
 * Checks of SQL that users wrote: scripts of {@code sql} operations and routines that
 * expressions call.
 */
@NullMarked
package io.github.versionedschema.plan.check.script;

import org.jspecify.annotations.NullMarked;
