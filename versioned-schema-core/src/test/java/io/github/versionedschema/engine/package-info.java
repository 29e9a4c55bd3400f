/**
 * Tests of what all transitions need, on a real server.
 */
@NullMarked
package io.github.versionedschema.engine;

import org.jspecify.annotations.NullMarked;
