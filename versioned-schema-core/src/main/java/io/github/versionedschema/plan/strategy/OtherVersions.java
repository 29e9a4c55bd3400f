package io.github.versionedschema.plan.strategy;

import java.util.List;

/**
 * What a plan's change of a table means for the other live versions.
 *
 * @param older the schemas of versions that get a view when the plan changes the table,
 * and lose it when the plan is undone; empty if they have one because of another plan
 * @param newer the schemas of versions that can use the table itself after contract;
 * empty if the table still differs from them because of another plan
 * @param functions the statements that replace functions of newer plans, as contract
 * renames what they use
 */
public record OtherVersions(List<String> older, List<String> newer, List<String> functions) {

	public OtherVersions {
		older = List.copyOf(older);
		newer = List.copyOf(newer);
		functions = List.copyOf(functions);
	}

}
