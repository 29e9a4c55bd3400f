package io.github.versionedschema.plan.table;

import java.util.List;

/**
 * The versions whose views of a table exist only because of one plan.
 *
 * @param older the schemas of versions that get a view when the plan changes the table,
 * and lose it when the plan is undone; empty if they have one because of another plan
 * @param newer the schemas of versions that can use the table itself after contract;
 * empty if the table still differs from them because of another plan
 */
public record TableViews(List<String> older, List<String> newer) {

	public TableViews {
		older = List.copyOf(older);
		newer = List.copyOf(newer);
	}

}
