package io.github.versionedschema.schema;

import org.jspecify.annotations.Nullable;

/**
 * A use of a table's row type as a type.
 *
 * @param name the identity of the object that uses it, as PostgreSQL prints it: {@code
 * public.f(integer)}
 * @param how the way in which it is used
 * @param user the column of another table whose values contain it, or null
 */
public record RowTypeUse(String name, How how, @Nullable ColumnUse user) {

	/** Creates a use by something else than a column of a table. */
	public RowTypeUse(String name, How how) {
		this(name, how, null);
	}

	/**
	 * The ways in which a row type is used.
	 */
	public enum How {

		/** A function takes it, or an array of it. */
		ARGUMENT,
		/** A function returns it, or a set or an array of it. */
		RESULT,
		/** The text of a function contains {@code %ROWTYPE}. */
		ROWTYPE,
		/** A column of a view or of a composite type has it, or an array of it. */
		COLUMN,
		/**
		 * Rows of another table contain values of it, possibly within another type.
		 * PostgreSQL does not rewrite these values.
		 */
		STORED,
		/** Another object is defined with it, such as a domain or a cast. */
		OTHER

	}

}
