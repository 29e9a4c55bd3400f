/**
 * Definitions of tables, columns, indexes and expressions as SQL, and the DDL of tables
 * that only the newer version uses.
 */
@NullMarked
package io.github.versionedschema.plan.ddl;

import org.jspecify.annotations.NullMarked;
