/**
 * The steps for a table, by phase: expand, prove, finish and contract.
 */
@NullMarked
package io.github.versionedschema.plan.strategy;

import org.jspecify.annotations.NullMarked;
