package io.github.versionedschema.migration.model;

import java.util.function.UnaryOperator;

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

	/** Returns the same generation with its expression in another form. */
	Generated with(UnaryOperator<String> form) {
		return (this.expression != null) ? new Generated(form.apply(this.expression), null) : this;
	}

}
