package io.github.versionedschema.migration.model;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The definition of an exclusion constraint.
 *
 * @param indexMethod the index method, such as {@code gist}; the server's default if
 * absent
 * @param elements the SQL list of elements with operators
 * @param predicate the SQL condition of rows to which the constraint applies
 */
public record ExcludeDefinition(@Nullable String indexMethod, String elements, @Nullable String predicate) {

	/** Returns the same definition with its expressions in another form. */
	ExcludeDefinition with(UnaryOperator<String> form) {
		return new ExcludeDefinition(this.indexMethod, form.apply(this.elements),
				(this.predicate != null) ? form.apply(this.predicate) : null);
	}

}
