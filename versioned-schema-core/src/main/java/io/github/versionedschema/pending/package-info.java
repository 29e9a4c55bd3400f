/**
 * Determines pending migrations and their effects.
 */
@NullMarked
package io.github.versionedschema.pending;

import org.jspecify.annotations.NullMarked;
