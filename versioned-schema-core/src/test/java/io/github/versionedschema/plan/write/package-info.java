/**
 * Tests of the planner: its SQL is run step by step on a real server.
 */
@NullMarked
package io.github.versionedschema.plan.write;

import org.jspecify.annotations.NullMarked;
