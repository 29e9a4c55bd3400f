/**
 * What a table is in both versions, as SQL: its columns, keys, indexes and views.
 */
@NullMarked
package io.github.versionedschema.plan.table;

import org.jspecify.annotations.NullMarked;
