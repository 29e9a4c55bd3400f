/**
 * The rules of findings, and how authors of migrations acknowledge them.
 */
@NullMarked
package io.github.versionedschema.migration.lint;

import org.jspecify.annotations.NullMarked;
