package io.github.versionedschema.migration.model;

import java.util.List;

/** The kinds of constraint that a table can have. */
public enum ConstraintType implements ObjectType {

	/** No two rows are equal in the columns. */
	UNIQUE("columns", "deferrable", "initially_deferred", "nulls_not_distinct", "index_parameters"),

	/** A condition holds for each row. Its columns are those that it mentions. */
	CHECK("columns", "check", "no_inherit"),

	/** The columns identify a row. */
	PRIMARY_KEY("columns", "deferrable", "initially_deferred", "index_parameters"),

	/** The columns reference a row of a table. */
	FOREIGN_KEY("columns", "references", "deferrable", "initially_deferred"),

	/** No two rows satisfy all given comparisons. */
	EXCLUDE("exclude", "deferrable", "initially_deferred", "index_parameters");

	private final List<String> keys;

	ConstraintType(String... keys) {
		this.keys = List.of(keys);
	}

	@Override
	public List<String> keys() {
		return this.keys;
	}

}
