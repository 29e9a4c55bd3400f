package io.github.versionedschema.migration.model;

/** When a foreign key of several columns, some of them null, counts as satisfied. */
public enum MatchType {

	/** When any column is null. */
	SIMPLE,

	/** Only when all columns are null. */
	FULL

}
