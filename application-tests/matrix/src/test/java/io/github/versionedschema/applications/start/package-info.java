/**
 * Benchmarks of application startup, with and without the starter.
 */
@NullMarked
package io.github.versionedschema.applications.start;

import org.jspecify.annotations.NullMarked;
