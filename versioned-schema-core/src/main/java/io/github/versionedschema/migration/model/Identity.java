package io.github.versionedschema.migration.model;

import org.jspecify.annotations.Nullable;

/**
 * An identity column.
 *
 * @param userSpecifiedValues whether an INSERT may give a value
 * @param sequenceOptions the SQL options of its sequence
 */
public record Identity(@Defaulted UserSpecifiedValues userSpecifiedValues, @Nullable String sequenceOptions) {

	public Identity {
		userSpecifiedValues = (userSpecifiedValues != null) ? userSpecifiedValues : UserSpecifiedValues.ALWAYS;
	}

}
