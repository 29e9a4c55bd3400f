package io.github.versionedschema.migration.model;

/** The order of nulls in an index column. */
public enum NullsOrder {

	/** Before all other values. */
	FIRST,

	/** After all other values. */
	LAST

}
