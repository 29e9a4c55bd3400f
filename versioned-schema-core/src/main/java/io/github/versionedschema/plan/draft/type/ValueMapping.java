package io.github.versionedschema.plan.draft.type;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * How one value of an enum is seen by the other version, which does not have it.
 *
 * @param value the value
 * @param instead SQL for the value that the other version sees
 */
public record ValueMapping(String value, String instead) {

	/**
	 * Returns the expression of a column's values in the other version.
	 * @param column the column
	 * @param type the type of the column in the other version, as SQL
	 * @param array whether it is an array
	 * @param mapping the value that differs, or null if the other version has all values
	 */
	public static String expression(String column, String type, boolean array, @Nullable ValueMapping mapping) {
		String text = Identifier.quote(column) + "::text" + (array ? "[]" : "");
		String cast = "::" + type + (array ? "[]" : "");
		if (mapping == null) {
			return text + cast;
		}
		String value = Identifier.literal(mapping.value);
		return array ? "array_replace(%s, %s, (\n%s\n)::text)%s".formatted(text, value, mapping.instead, cast)
				: "(CASE %s WHEN %s THEN (\n%s\n)::text ELSE %s END)%s".formatted(text, value, mapping.instead, text,
						cast);
	}

}
