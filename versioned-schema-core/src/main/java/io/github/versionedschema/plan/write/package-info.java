/**
 * From a finished draft to the steps of a plan: the SQL of expand, backfill, build,
 * publish, contract and of what undoes them.
 */
@NullMarked
package io.github.versionedschema.plan.write;

import org.jspecify.annotations.NullMarked;
