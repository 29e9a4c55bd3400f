/**
 * Tests of migrations that cannot succeed, and of what the messages about them say.
 */
@NullMarked
package io.github.versionedschema.mistakes;

import org.jspecify.annotations.NullMarked;
