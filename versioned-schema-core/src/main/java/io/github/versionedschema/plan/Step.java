package io.github.versionedschema.plan;

import java.util.List;

import io.github.versionedschema.migration.hint.Hints;
import org.jspecify.annotations.Nullable;

/**
 * A step of a plan, which is executed, journaled, resumed and undone as a unit.
 *
 * @param id unique within the plan, stable, e.g. {@code expand.users}
 * @param phase when it runs
 * @param title what it does, as readable text
 * @param table the table that it changes or reads, or null
 * @param action what it does
 * @param lock the strongest lock that it takes, with the table, as readable text, e.g.
 * {@code ACCESS EXCLUSIVE on users}; null if it takes no lock that blocks clients
 * @param scans whether it reads a whole table
 * @param rewrites whether it writes a whole table
 * @param inverse the actions that undo it, in order; each can be run even if the step did
 * not run or was interrupted
 * @param origin the operations that it comes from, as {@code file:line operation n (key)}
 * @param hints what these operations ask for it
 * @param addsColumns whether it adds columns to a table that clients use; null in a plan
 * that an older build wrote
 */
public record Step(String id, Phase phase, String title, @Nullable String table, Action action, @Nullable String lock,
		boolean scans, boolean rewrites, List<Action> inverse, List<String> origin, Hints hints,
		@Nullable Boolean addsColumns) {

	/** Creates a step, of a plan of any build; earlier ones know no hints. */
	public Step {
		hints = (hints != null) ? hints : Hints.NONE;
	}

	/** Creates a step for which nothing is asked, and which adds no columns. */
	public Step(String id, Phase phase, String title, @Nullable String table, Action action, @Nullable String lock,
			boolean scans, boolean rewrites, List<Action> inverse, List<String> origin) {
		this(id, phase, title, table, action, lock, scans, rewrites, inverse, origin, Hints.NONE, false);
	}

}
