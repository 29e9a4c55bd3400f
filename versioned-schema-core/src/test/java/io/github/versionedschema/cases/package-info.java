/**
 * Test data in files.
 */
@NullMarked
package io.github.versionedschema.cases;

import org.jspecify.annotations.NullMarked;
