package io.github.versionedschema.plan.ddl;

import io.github.versionedschema.migration.model.ColumnDefinition;
import io.github.versionedschema.migration.model.Generated;
import io.github.versionedschema.migration.model.Identity;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a column definition for {@code CREATE TABLE} and {@code ADD COLUMN}.
 */
public final class ColumnSql {

	private ColumnSql() {
	}

	/** Returns name, type, default, generation and nullability. */
	public static String definition(ColumnDefinition column) {
		return Identifier.quote(column.name()) + " " + column.type() + defaultClause(column.defaultValue())
				+ generated(column.generated()) + ((column.nullable() && !column.pk()) ? "" : " NOT NULL");
	}

	/** Returns the default clause with a leading space, or nothing. */
	public static String defaultClause(@Nullable String value) {
		return (value != null) ? " DEFAULT (\n" + value + "\n)" : "";
	}

	/** Returns a script that checks whether a column can have the type. */
	public static String tryType(String type) {
		return "CREATE TEMPORARY TABLE %1$s (value %2$s);\nDROP TABLE %1$s".formatted("pg_temp._vs_try_type", type);
	}

	/**
	 * Returns a script that evaluates a default, as PostgreSQL checks only then whether a
	 * domain accepts it.
	 */
	public static String tryDefault(String type, String value) {
		String table = "pg_temp._vs_try_default";
		return "CREATE TEMPORARY TABLE %1$s (value %2$s%3$s);\nINSERT INTO %1$s DEFAULT VALUES;\nDROP TABLE %1$s"
			.formatted(table, type, defaultClause(value));
	}

	/** Returns the generation clause with a leading space, or nothing. */
	public static String generated(@Nullable Generated generated) {
		if (generated == null) {
			return "";
		}
		Identity identity = generated.identity();
		if (identity != null) {
			return " GENERATED " + identity.userSpecifiedValues().sql() + " AS IDENTITY"
					+ ((identity.sequenceOptions() != null) ? " (" + identity.sequenceOptions() + ")" : "");
		}
		return " GENERATED ALWAYS AS (\n" + generated.expression() + "\n) STORED";
	}

}
