package io.github.versionedschema.migration.model;

/** The kinds of constraint that a table can have. */
public enum ConstraintType {

	/** No two rows are equal in the columns. */
	UNIQUE,

	/** A condition holds for each row. */
	CHECK,

	/** The columns identify a row. */
	PRIMARY_KEY,

	/** The columns point to a row elsewhere. */
	FOREIGN_KEY,

	/** No two rows compare as stated. */
	EXCLUDE

}
