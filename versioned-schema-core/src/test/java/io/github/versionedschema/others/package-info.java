/**
 * Tests of objects, changes and locks that are not the library's.
 */
@NullMarked
package io.github.versionedschema.others;

import org.jspecify.annotations.NullMarked;
