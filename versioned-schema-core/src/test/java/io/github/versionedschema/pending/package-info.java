/**
 * Tests of migrations that are pending together.
 */
@NullMarked
package io.github.versionedschema.pending;

import org.jspecify.annotations.NullMarked;
