package io.github.versionedschema.migration.model;

/** Whether an INSERT may specify a value for an identity column. */
public enum UserSpecifiedValues {

	/** Only with OVERRIDING SYSTEM VALUE. */
	ALWAYS,

	/** Always: the sequence is only the default. */
	BY_DEFAULT;

	/**
	 * Returns the SQL keywords after {@code GENERATED}.
	 * @return the key words
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

}
