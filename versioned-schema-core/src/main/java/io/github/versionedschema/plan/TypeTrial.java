package io.github.versionedschema.plan;

import java.util.List;

import io.github.versionedschema.migration.place.Source;

/**
 * A check of user functions before anything changes: clients' statements are tried on a
 * table whose columns have the types that they have after complete. PostgreSQL resolves
 * the functions and operators of a body in quotes only when it runs.
 *
 * @param step gives the columns their new types, and tries what clients do before and
 * after; it is always rolled back
 * @param preparation user SQL to run before, which defines objects and may lock tables
 * @param functions statements that create the temporary objects of the trial
 * @param source the first operation that changes a type
 */
public record TypeTrial(Step step, List<String> preparation, List<String> functions, Source source) {

	public TypeTrial {
		preparation = List.copyOf(preparation);
		functions = List.copyOf(functions);
	}

}
