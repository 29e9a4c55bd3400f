/**
 * Describes what a schema contains as the operations that create it.
 */
@NullMarked
package io.github.versionedschema.description;

import org.jspecify.annotations.NullMarked;
