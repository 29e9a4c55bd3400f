/**
 * Tests of findings about valid migrations.
 */
@NullMarked
package io.github.versionedschema.lint;

import org.jspecify.annotations.NullMarked;
