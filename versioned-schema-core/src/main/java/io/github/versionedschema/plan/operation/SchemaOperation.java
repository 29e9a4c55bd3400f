package io.github.versionedschema.plan.operation;

import java.util.List;

import io.github.versionedschema.migration.Operation;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.draft.SchemaDraft;

/**
 * An operation that says what it does to a draft.
 */
public interface SchemaOperation extends Operation {

	/**
	 * Returns the names of the tables and indexes that it speaks about, whether they
	 * exist or not: what has to be known to apply it. SQL of the user's own is not looked
	 * into.
	 */
	List<String> relations();

	/**
	 * Changes the draft.
	 * @param draft what the operations before this one left
	 * @param source where this one was read
	 * @throws io.github.versionedschema.plan.draft.Rejection when it cannot be applied
	 */
	void apply(SchemaDraft draft, Source source);

}
