/**
 * The schema as the operations of a chain change it, in memory: what the old version
 * sees, what the new one sees, and how values of one follow from the other. Knows neither
 * SQL of steps nor connections.
 */
@NullMarked
package io.github.versionedschema.plan.draft;

import org.jspecify.annotations.NullMarked;
