/**
 * What user SQL does to tables and other objects, seen in a transaction that is rolled
 * back.
 */
@NullMarked
package io.github.versionedschema.execute.lint;

import org.jspecify.annotations.NullMarked;
