package io.github.versionedschema.plan.ddl;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.migration.model.IndexField;
import io.github.versionedschema.migration.model.NullsOrder;
import io.github.versionedschema.migration.model.OperatorClass;
import io.github.versionedschema.migration.model.SortOrder;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Expression;
import io.github.versionedschema.plan.draft.rule.NewIndex;
import io.github.versionedschema.plan.draft.rule.NewKey;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code CREATE INDEX} for an index of a migration.
 */
public final class IndexSql {

	private IndexSql() {
	}

	/**
	 * Writes the statement for a table that only the newer version uses, with the names
	 * that the columns had when the index was requested.
	 * @param index the index
	 * @param schema schema of the table
	 * @param table the table's physical name
	 */
	static String createAsRequested(NewIndex index, String schema, String table) {
		return write(index, Identifier.qualified(schema, table), index.waitingName(), false,
				(key) -> Objects.requireNonNull(key.options().column()), ColumnDraft::requiredName, Expression::sql);
	}

	/**
	 * Writes the statement. Expressions call columns by these names as well, also if a
	 * later operation of their file renamed a column.
	 * @param index the index
	 * @param table the table, as written in SQL
	 * @param name the index's name
	 * @param concurrently whether to build it concurrently
	 * @param column returns the physical name of a column
	 */
	public static String create(NewIndex index, String table, String name, boolean concurrently,
			Function<ColumnDraft, String> column) {
		return write(index, table, name, concurrently, (key) -> column.apply(Objects.requireNonNull(key.column())),
				column, (expression) -> expression.calling(column).in(expression.sql()));
	}

	private static String write(NewIndex index, String table, String name, boolean concurrently,
			Function<NewIndex.Key, String> column, Function<ColumnDraft, String> included,
			Function<Expression, String> words) {
		return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
				+ Identifier.quote(name) + " ON " + table + ((index.method() != null) ? " USING " + index.method() : "")
				+ " ("
				+ index.keys()
					.stream()
					.map((key) -> ((key.expression() != null) ? "(\n" + words.apply(key.expression()) + "\n)"
							: Identifier.quote(column.apply(key))) + options(key.options()))
					.collect(Collectors.joining(", "))
				+ ")" + ((index.constraint() != null) ? ofKey(index.constraint(), included) : "")
				+ ((index.storageParameters() != null) ? " WITH (" + index.storageParameters() + ")" : "")
				+ tablespace(index.constraint())
				+ ((index.predicate() != null) ? " WHERE (\n" + words.apply(index.predicate()) + "\n)" : "");
	}

	private static String ofKey(NewKey key, Function<ColumnDraft, String> column) {
		String included = key.included().stream().map(column).map(Identifier::quote).collect(Collectors.joining(", "));
		return (included.isEmpty() ? "" : " INCLUDE (" + included + ")")
				+ (key.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "");
	}

	private static String tablespace(@Nullable NewKey key) {
		return (key != null && key.tablespace() != null) ? " TABLESPACE " + Identifier.quote(key.tablespace()) : "";
	}

	private static String options(IndexField field) {
		return ((field.collate() != null) ? " COLLATE " + collation(field.collate()) : "")
				+ operatorClass(field.opclass()) + ((field.sort() == SortOrder.DESC) ? " DESC" : "")
				+ ((field.nulls() != null) ? (field.nulls() == NullsOrder.FIRST) ? " NULLS FIRST" : " NULLS LAST" : "");
	}

	private static String collation(String collation) {
		return collation.contains("\"") ? collation : Identifier.quote(collation);
	}

	private static String operatorClass(@Nullable OperatorClass opclass) {
		if (opclass == null) {
			return "";
		}
		return " " + opclass.name()
				+ (opclass.params().isEmpty() ? "" : " (" + String.join(", ", opclass.params()) + ")");
	}

}
