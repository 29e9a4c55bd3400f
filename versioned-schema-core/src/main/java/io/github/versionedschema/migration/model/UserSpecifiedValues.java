package io.github.versionedschema.migration.model;

/** Whether an INSERT may give an identity column a value of its own. */
public enum UserSpecifiedValues {

	/** Only where it overrides explicitly. */
	ALWAYS,

	/** Yes: the sequence is only the default. */
	BY_DEFAULT;

	/**
	 * The choice as SQL spells it after {@code GENERATED}.
	 * @return the key words
	 */
	public String sql() {
		return name().replace('_', ' ');
	}

}
