package io.github.versionedschema.migration.model;

/** Determines when a multicolumn foreign key with nulls is satisfied. */
public enum MatchType {

	/** When any column is null. */
	SIMPLE,

	/** Only when all columns are null. */
	FULL

}
