package io.github.versionedschema.schema;

/**
 * A use of a table's row type as a type.
 *
 * @param name the identity of what uses it, as PostgreSQL prints it:
 * {@code public.f(integer)}
 * @param how in which way
 */
public record RowTypeUse(String name, How how) {

	/**
	 * In which way the row type is used.
	 */
	public enum How {

		/** A function takes it, or an array of it. */
		ARGUMENT,
		/** A function returns it, or a set or an array of it. */
		RESULT,
		/** The text of a function says {@code %ROWTYPE}. */
		ROWTYPE,
		/** A column of a view or of a composite type has it, or an array of it. */
		COLUMN,
		/**
		 * Rows of another table hold values of it, perhaps within another type.
		 * PostgreSQL does not rewrite them.
		 */
		STORED,
		/** Something else is made from it, such as a domain or a cast. */
		OTHER

	}

}
