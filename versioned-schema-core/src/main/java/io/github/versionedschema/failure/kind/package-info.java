/**
 * What all failures have in common: kind, advice and details. Lies below the other
 * packages, as each of them declares the failures that it throws.
 */
@NullMarked
package io.github.versionedschema.failure.kind;

import org.jspecify.annotations.NullMarked;
