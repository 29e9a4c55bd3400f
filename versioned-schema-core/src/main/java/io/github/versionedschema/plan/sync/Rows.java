package io.github.versionedschema.plan.sync;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Column;
import io.github.versionedschema.schema.Column.DefaultVolatility;
import io.github.versionedschema.schema.Column.Identity;
import io.github.versionedschema.schema.Identifier;

/**
 * Writes conditions on the old and new row of a trigger. Values are compared as record
 * images, as {@code IS DISTINCT FROM} fails for types without an equality operator and
 * misses changes that equality ignores (1.0 and 1.00).
 */
public final class Rows {

	private Rows() {
	}

	/**
	 * Returns a condition that is true if one of the columns changed; {@code false} for
	 * no columns.
	 */
	public static String changed(Collection<ColumnDraft> columns) {
		if (columns.isEmpty()) {
			return "false";
		}
		return imagesDiffer(record("OLD", columns), record("NEW", columns));
	}

	/**
	 * Returns a condition that is true if one of the columns differs from the given
	 * value.
	 */
	public static String differ(List<String> values, List<String> others) {
		return imagesDiffer("ROW(" + String.join(", ", values) + ")", "ROW(" + String.join(", ", others) + ")");
	}

	/**
	 * The operator {@code *<>} is not used, as it would not survive a dump: PostgreSQL
	 * prints it between rows in a form that it parses as a comparison for each column.
	 */
	private static String imagesDiffer(String row, String other) {
		return "pg_catalog.record_image_ne(%s, %s)".formatted(row, other);
	}

	/**
	 * Returns a condition that is true if one of the columns of a new row is not null.
	 */
	static String someNotNull(Collection<ColumnDraft> columns) {
		if (columns.isEmpty()) {
			return "false";
		}
		return columns.stream()
			.map((column) -> field("NEW", column) + " IS NOT NULL")
			.collect(Collectors.joining(" OR ", "(", ")"));
	}

	/**
	 * Returns a condition that is true if an inserted row contains a value that the
	 * client must have given: not null, and not the column's default. A default that
	 * differs between rows cannot be recognized.
	 */
	static String someGiven(Collection<ColumnDraft> columns) {
		String condition = columns.stream()
			.filter((column) -> column.source() != null && canBeTold(column.source()))
			.map((column) -> given(column, column.source()))
			.collect(Collectors.joining(" OR "));
		return condition.isEmpty() ? "false" : "(" + condition + ")";
	}

	/**
	 * Returns whether every row of the older version contains a value of the column that
	 * the client must have given.
	 */
	static boolean isAlwaysGiven(ColumnDraft column) {
		Column source = column.source();
		return source != null && source.notNull() && source.defaultExpression() == null && canBeTold(source);
	}

	private static boolean canBeTold(Column column) {
		return column.defaultVolatility() != DefaultVolatility.VOLATILE && column.identity() == Identity.NONE;
	}

	private static String given(ColumnDraft column, Column source) {
		String notNull = field("NEW", column) + " IS NOT NULL";
		if (source.defaultExpression() == null) {
			return notNull;
		}
		return "(" + notNull + " AND " + differ(List.of(field("NEW", column)),
				List.of("(" + source.defaultExpression() + ")::" + column.type())) + ")";
	}

	public static String field(String row, ColumnDraft column) {
		return row + "." + Identifier.quote(column.physicalName());
	}

	private static String record(String row, Collection<ColumnDraft> columns) {
		return columns.stream().map((column) -> field(row, column)).collect(Collectors.joining(", ", "ROW(", ")"));
	}

}
