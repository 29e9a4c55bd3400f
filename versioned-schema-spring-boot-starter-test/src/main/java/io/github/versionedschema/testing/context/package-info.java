/**
 * The application contexts of tests: each gets a database of its own.
 */
@NullMarked
package io.github.versionedschema.testing.context;

import org.jspecify.annotations.NullMarked;
