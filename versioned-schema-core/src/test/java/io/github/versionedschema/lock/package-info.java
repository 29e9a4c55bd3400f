/**
 * Tests of the lock ladder.
 */
@NullMarked
package io.github.versionedschema.lock;

import org.jspecify.annotations.NullMarked;
