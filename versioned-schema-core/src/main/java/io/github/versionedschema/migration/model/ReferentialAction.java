package io.github.versionedschema.migration.model;

/** What happens to referencing rows when the referenced row goes away or changes. */
public enum ReferentialAction {

	/** Refuse, at the end of the statement or transaction. */
	NO_ACTION,

	/** Refuse at once. */
	RESTRICT,

	/** Do the same to the referencing rows. */
	CASCADE,

	/** Set the referencing columns to null. */
	SET_NULL,

	/** Set the referencing columns to their defaults. */
	SET_DEFAULT;

	/**
	 * The action as SQL spells it.
	 * @return the key words, such as {@code SET NULL}
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

	boolean setsColumns() {
		return this == SET_NULL || this == SET_DEFAULT;
	}

}
