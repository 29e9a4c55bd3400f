/**
 * Telling people how far a transition is, while it runs.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.progress;

import org.jspecify.annotations.NullMarked;
