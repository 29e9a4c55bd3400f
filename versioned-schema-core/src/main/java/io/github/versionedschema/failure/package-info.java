/**
 * What can go wrong while the engine works, and how it is told: failures, SQLSTATEs,
 * samples of rows, and what has to be hidden.
 */
@NullMarked
package io.github.versionedschema.failure;

import org.jspecify.annotations.NullMarked;
