/**
 * What is done to a table, phase by phase: expand, prove, finish and contract.
 */
@NullMarked
package io.github.versionedschema.plan.strategy;

import org.jspecify.annotations.NullMarked;
