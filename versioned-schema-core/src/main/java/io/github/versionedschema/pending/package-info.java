/**
 * Which migrations are pending, and what they would do.
 */
@NullMarked
package io.github.versionedschema.pending;

import org.jspecify.annotations.NullMarked;
