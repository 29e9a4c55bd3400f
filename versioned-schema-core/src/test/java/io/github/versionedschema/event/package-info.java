/**
 * Tests of what is reported.
 */
@NullMarked
package io.github.versionedschema.event;

import org.jspecify.annotations.NullMarked;
