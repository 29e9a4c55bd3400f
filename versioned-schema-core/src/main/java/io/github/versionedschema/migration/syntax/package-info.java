/**
 * Reading of YAML, JSON and TOML as content with positions.
 */
@NullMarked
package io.github.versionedschema.migration.syntax;

import org.jspecify.annotations.NullMarked;
