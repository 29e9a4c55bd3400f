/**
 * YAML and JSON to content with places.
 */
@NullMarked
package io.github.versionedschema.migration.syntax;

import org.jspecify.annotations.NullMarked;
