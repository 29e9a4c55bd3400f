/**
 * Tests of tables in both versions.
 */
@NullMarked
package io.github.versionedschema.plan.table;

import org.jspecify.annotations.NullMarked;
