/**
 * Tests of pinned connections.
 */
@NullMarked
package io.github.versionedschema.session.pin;

import org.jspecify.annotations.NullMarked;
