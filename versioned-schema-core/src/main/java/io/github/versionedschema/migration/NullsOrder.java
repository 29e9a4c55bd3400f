package io.github.versionedschema.migration;

/** Where an index column has its nulls. */
public enum NullsOrder {

	/** Before all other values. */
	FIRST,

	/** After all other values. */
	LAST

}
