package io.github.versionedschema.migration.model;

/** The direction of an index column. */
public enum SortOrder {

	/** Ascending. */
	ASC,

	/** Descending. */
	DESC

}
