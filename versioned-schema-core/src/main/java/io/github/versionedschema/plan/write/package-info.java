/**
 * Creation of plans from drafts: the SQL of expand, backfill, build, publish and
 * contract, and the SQL that undoes them.
 */
@NullMarked
package io.github.versionedschema.plan.write;

import org.jspecify.annotations.NullMarked;
