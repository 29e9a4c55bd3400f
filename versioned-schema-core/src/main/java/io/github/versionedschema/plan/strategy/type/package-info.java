/**
 * What is done to types in each phase.
 */
@NullMarked
package io.github.versionedschema.plan.strategy.type;

import org.jspecify.annotations.NullMarked;
