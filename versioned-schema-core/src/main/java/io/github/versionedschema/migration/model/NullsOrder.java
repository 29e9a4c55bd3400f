package io.github.versionedschema.migration.model;

/** Where an index column has its nulls. */
public enum NullsOrder {

	/** Before all other values. */
	FIRST,

	/** After all other values. */
	LAST

}
