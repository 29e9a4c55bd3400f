package io.github.versionedschema.migration.model;

/** The kinds of constraint that a table can have. */
public enum ConstraintType {

	/** No two rows are equal in the columns. */
	UNIQUE,

	/** A condition holds for each row. */
	CHECK,

	/** The columns identify a row. */
	PRIMARY_KEY,

	/** The columns reference a row of a table. */
	FOREIGN_KEY,

	/** No two rows satisfy all given comparisons. */
	EXCLUDE

}
