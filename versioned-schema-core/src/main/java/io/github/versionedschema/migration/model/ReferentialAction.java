package io.github.versionedschema.migration.model;

/** The action on referencing rows when the referenced row is deleted or changed. */
public enum ReferentialAction {

	/** Raise an error, at the end of the statement or transaction. */
	NO_ACTION,

	/** Raise an error immediately. */
	RESTRICT,

	/** Delete or update the referencing rows as well. */
	CASCADE,

	/** Set the referencing columns to null. */
	SET_NULL,

	/** Set the referencing columns to their defaults. */
	SET_DEFAULT;

	/**
	 * Returns the action as SQL.
	 * @return the key words, such as {@code SET NULL}
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

	boolean setsColumns() {
		return this == SET_NULL || this == SET_DEFAULT;
	}

}
