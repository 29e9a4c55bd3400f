/**
 * Observations of transitions, and the names of all meters.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.observation;

import org.jspecify.annotations.NullMarked;
