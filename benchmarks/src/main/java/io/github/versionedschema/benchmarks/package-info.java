/**
 * Measurements of the engine beside hand-written SQL in the same run.
 */
@NullMarked
package io.github.versionedschema.benchmarks;

import org.jspecify.annotations.NullMarked;
