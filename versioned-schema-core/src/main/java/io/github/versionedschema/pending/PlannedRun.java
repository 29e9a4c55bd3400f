package io.github.versionedschema.pending;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRequest;

/**
 * A plan, and what it was made from.
 *
 * @param plan the plan
 * @param request the request for it
 */
public record PlannedRun(Plan plan, PlanRequest request) {
}
