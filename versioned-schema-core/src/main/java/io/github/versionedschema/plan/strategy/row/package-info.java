/**
 * What is asked of a table's rows: before the first step, before publication, before
 * complete.
 */
@NullMarked
package io.github.versionedschema.plan.strategy.row;

import org.jspecify.annotations.NullMarked;
