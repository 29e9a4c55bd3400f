/**
 * Progress output of running transitions.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.progress;

import org.jspecify.annotations.NullMarked;
