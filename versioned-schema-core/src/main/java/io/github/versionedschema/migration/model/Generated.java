package io.github.versionedschema.migration.model;

import org.jspecify.annotations.Nullable;

/**
 * The generation of a column's values: exactly one of the two components is given.
 *
 * @param expression the SQL expression of a stored generated column
 * @param identity the properties of an identity column
 */
public record Generated(@Nullable String expression, @Nullable Identity identity) {

	public Generated {
		if ((expression == null) == (identity == null)) {
			throw new IllegalArgumentException("'generated' needs either 'expression' or 'identity', and not both");
		}
	}

}
