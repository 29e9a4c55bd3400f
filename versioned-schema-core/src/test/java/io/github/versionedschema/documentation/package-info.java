/**
 * Tests that execute what the pages of {@code docs} show.
 */
@NullMarked
package io.github.versionedschema.documentation;

import org.jspecify.annotations.NullMarked;
