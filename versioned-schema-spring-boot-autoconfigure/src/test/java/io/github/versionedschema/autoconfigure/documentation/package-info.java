/**
 * Tests of what the pages for operators show.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.documentation;

import org.jspecify.annotations.NullMarked;
