/**
 * Reading of YAML and JSON as content with positions.
 */
@NullMarked
package io.github.versionedschema.migration.syntax;

import org.jspecify.annotations.NullMarked;
