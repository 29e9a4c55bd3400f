/**
 * Tests of failures.
 */
@NullMarked
package io.github.versionedschema.failure;

import org.jspecify.annotations.NullMarked;
