package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.Operation;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * An operation that can be applied to a draft.
 */
public interface SchemaOperation extends Operation {

	/**
	 * Returns the names of the tables, indexes and types to which it refers, whether they
	 * exist or not. User SQL is not analyzed.
	 */
	List<String> relations();

	/**
	 * Returns what it changes that later operations may read, and what it reads itself.
	 * User SQL is not analyzed.
	 */
	default Uses uses() {
		return Uses.NONE;
	}

	/**
	 * Applies the operation to the draft.
	 * @param draft the draft after the earlier operations
	 * @param source the place of this operation in its file
	 * @throws io.github.versionedschema.plan.rejection.Rejection if it cannot be applied
	 */
	void apply(SchemaDraft draft, Source source);

}
