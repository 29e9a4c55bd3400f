/**
 * Tests of random chains of operations with writes of both versions, compared with the
 * same operations in plain SQL.
 */
@NullMarked
package io.github.versionedschema.chains;

import org.jspecify.annotations.NullMarked;
