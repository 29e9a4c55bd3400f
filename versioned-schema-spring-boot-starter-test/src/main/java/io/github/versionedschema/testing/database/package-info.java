/**
 * Databases for tests: a template for each set of migrations, and a clone for each
 * application context.
 */
@NullMarked
package io.github.versionedschema.testing.database;

import org.jspecify.annotations.NullMarked;
