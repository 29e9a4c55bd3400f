/**
 * Tests of the syntaxes of files.
 */
@NullMarked
package io.github.versionedschema.migration.syntax;

import org.jspecify.annotations.NullMarked;
