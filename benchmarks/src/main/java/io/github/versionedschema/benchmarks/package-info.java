/**
 * Benchmarks against hand-written statements, in the same run on the same server.
 */
@NullMarked
package io.github.versionedschema.benchmarks;

import org.jspecify.annotations.NullMarked;
