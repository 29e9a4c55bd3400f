package io.github.versionedschema.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One unit of a plan: it is executed, journaled, resumed and undone as a whole.
 *
 * @param id unique within the plan, stable, e.g. {@code expand.users}
 * @param phase when it runs
 * @param title what it does, for people
 * @param table the table that it is about, or null
 * @param action what it does
 * @param lock the strongest lock that it takes and on what, for people, e.g.
 * {@code ACCESS EXCLUSIVE on users}; null for none that anybody could wait for
 * @param scans whether it reads a whole table
 * @param rewrites whether it writes a whole table
 * @param inverse what undoes it, in order; every action of it may be run although the
 * step was never or half done
 * @param origin the operations that it comes from, as {@code file:line operation n (key)}
 */
public record Step(String id, Phase phase, String title, @Nullable String table, Action action, @Nullable String lock,
		boolean scans, boolean rewrites, List<Action> inverse, List<String> origin) {
}
