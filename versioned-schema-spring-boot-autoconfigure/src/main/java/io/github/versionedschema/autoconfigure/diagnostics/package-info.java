/**
 * Failure analyses: what failed and what to do, for all mistakes that prevent an
 * application from starting.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
