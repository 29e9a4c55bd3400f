/**
 * Tests chains of more than two live versions.
 */
@NullMarked
package io.github.versionedschema.versions;

import org.jspecify.annotations.NullMarked;
