/**
 * The content of a schema as text, for comparisons in tests.
 */
@NullMarked
package io.github.versionedschema.catalogue;

import org.jspecify.annotations.NullMarked;
