/**
 * Tests of applications with several schemas.
 */
@NullMarked
package io.github.versionedschema.autoconfigure.schemas;

import org.jspecify.annotations.NullMarked;
