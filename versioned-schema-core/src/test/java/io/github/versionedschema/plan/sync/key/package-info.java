/**
 * Tests of the planner, which run its SQL step by step on a real server.
 */
@NullMarked
package io.github.versionedschema.plan.sync.key;

import org.jspecify.annotations.NullMarked;
