/**
 * Tests of an application's migrations.
 */
@NullMarked
package io.github.versionedschema.testing;

import org.jspecify.annotations.NullMarked;
