/**
 * Tests of each attribute of each operation.
 */
@NullMarked
package io.github.versionedschema.attributes;

import org.jspecify.annotations.NullMarked;
