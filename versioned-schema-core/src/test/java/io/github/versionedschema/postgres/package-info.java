/**
 * Tests of SQL text.
 */
@NullMarked
package io.github.versionedschema.postgres;

import org.jspecify.annotations.NullMarked;
