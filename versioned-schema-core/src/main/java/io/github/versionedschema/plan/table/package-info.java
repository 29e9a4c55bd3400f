/**
 * The SQL of a table in both versions: its columns, keys, indexes and views.
 */
@NullMarked
package io.github.versionedschema.plan.table;

import org.jspecify.annotations.NullMarked;
