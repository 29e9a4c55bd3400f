/**
 * Exceptions of the engine and their messages: failures, SQLSTATEs, samples of rows, and
 * the hiding of credentials.
 */
@NullMarked
package io.github.versionedschema.failure;

import org.jspecify.annotations.NullMarked;
