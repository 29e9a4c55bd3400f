package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Check;
import io.github.versionedschema.plan.ddl.ExpressionFunction;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.RowSource;
import io.github.versionedschema.plan.sync.OwnFunction;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.sync.SyncFunctions;
import io.github.versionedschema.schema.Identifier;

/**
 * The function that computes rows of a new table from one row of an existing table. A row
 * without a value of its primary key does not exist.
 *
 * @param scope the schemas
 * @param table the new table
 * @param rows the rows of the existing table
 */
public record RowFunction(Scope scope, CreatedTable table, RowSource rows) {

	/** Returns the function of a table that gets its rows from another. */
	public static RowFunction of(Scope scope, CreatedTable table) {
		return new RowFunction(scope, table, Objects.requireNonNull(table.rows()));
	}

	private String name() {
		return this.scope.function(this.table.lastingName(), "rows.of");
	}

	/** Returns the names of the columns of its rows, as a list. */
	String columns() {
		return this.rows.targets().stream().map(this::name).collect(Collectors.joining(", "));
	}

	private String name(ColumnDraft column) {
		return "_vs_" + (this.table.columns().indexOf(column) + 1);
	}

	/** Returns the names of the columns of the key. */
	List<String> keys() {
		return this.table.rowKey().stream().map(this::name).toList();
	}

	/** Returns the statements that create it. */
	public List<String> create() {
		String types = this.rows.targets()
			.stream()
			.map((column) -> name(column) + " " + column.type())
			.collect(Collectors.joining(", "));
		String arguments = this.rows.columns()
			.stream()
			.map((column) -> Identifier.quote(column.name()) + " " + column.type())
			.collect(Collectors.joining(", "));
		return OwnFunction.create(Scope.ours(name()),
				"CREATE OR REPLACE FUNCTION %s(%s) RETURNS TABLE (%s) LANGUAGE sql\nBEGIN ATOMIC\n%s;\nEND"
					.formatted(Scope.ours(name()), arguments, types, select(this.rows.targets(),
							row((column) -> Identifier.quote(name()) + "." + Identifier.quote(column.name())))));
	}

	/** Returns the statement that drops it. */
	public String drop() {
		return SyncFunctions.dropFunction(name());
	}

	/**
	 * Returns a call.
	 * @param value returns the value of a column of the existing table, as written in SQL
	 */
	public String call(Function<ColumnDraft, String> value) {
		return "%s(%s)".formatted(Scope.ours(name()),
				this.rows.columns()
					.stream()
					.map((column) -> value.apply(column.column()))
					.collect(Collectors.joining(", ")));
	}

	/** Returns a query of the keys for all rows of the existing table. */
	String selectKeys() {
		return select(this.table.rowKey(),
				"(SELECT %s FROM %s)"
					.formatted(
							this.rows.columns()
								.stream()
								.map((column) -> Identifier.quote(column.column().physicalName()) + " AS "
										+ Identifier.quote(column.name()))
								.collect(Collectors.joining(", ")),
							this.scope.table(this.rows.table().physicalName())));
	}

	private String select(List<ColumnDraft> columns, String from) {
		String values = columns.stream()
			.map((column) -> "(" + value(column) + ") AS " + name(column))
			.collect(Collectors.joining(",\n"));
		String exists = keys().stream().map((key) -> key + " IS NOT NULL").collect(Collectors.joining(" AND "));
		return "SELECT %s FROM (SELECT %s FROM %s) AS _vs_row WHERE %s"
			.formatted(columns.stream().map(this::name).collect(Collectors.joining(", ")), values, from(from), exists);
	}

	private String value(ColumnDraft column) {
		String sql = text(column);
		return ExpressionFunction.isUntyped(sql) ? "CAST(\n%s\nAS %s)".formatted(sql, column.type())
				: "\n" + sql + "\n";
	}

	private String from(String row) {
		String from = row + " AS " + Identifier.quote(this.rows.name());
		return (this.rows.rows() == null) ? from : from + " CROSS JOIN LATERAL (\n" + this.rows.rows() + "\n) AS rows";
	}

	private String row(Function<Argument, String> value) {
		return this.rows.columns()
			.stream()
			.map((column) -> value.apply(column) + " AS " + Identifier.quote(column.name()))
			.collect(Collectors.joining(", ", "(SELECT ", ")"));
	}

	/**
	 * Returns the checks of what the user wrote, which run before anything changes.
	 * PostgreSQL parses it in functions and does not execute it.
	 */
	public List<Check> tries() {
		List<Check> checks = new ArrayList<>();
		String row = row((column) -> "NULL::" + column.type());
		String from = "SELECT FROM %s AS %s".formatted(row, Identifier.quote(this.rows.name()));
		if (this.rows.rows() != null) {
			checks.add(exists("\"rows\"", from + " CROSS JOIN LATERAL (\n", this.rows.rows(), "\n) AS rows"));
		}
		for (ColumnDraft column : this.rows.targets()) {
			String what = "the value of " + column;
			checks.add(exists(what, "SELECT FROM %s WHERE (\n".formatted(from(row)), text(column), "\n) IS NULL"));
			checks.add(new Check(what,
					"%s RETURNS %s LANGUAGE sql\nRETURN (SELECT (%s) FROM %s LIMIT 1)"
						.formatted(trial("type of " + column), column.type(), value(column), from(row)),
					-1, this.rows.source()));
		}
		RowSource.Match match = this.rows.match();
		if (match != null) {
			String matched = match.columns()
				.stream()
				.map((column) -> "NULL::" + column.type() + " AS " + Identifier.quote(column.name()))
				.collect(Collectors.joining(", "));
			checks.add(exists("\"where\"",
					"%s, (SELECT %s) AS %s WHERE (\n".formatted(from, matched, Identifier.quote(match.name())),
					match.where(), "\n)"));
		}
		return checks;
	}

	/** Returns the check of a query, which contains the user's text. */
	private Check exists(String what, String before, String text, String after) {
		String head = trial(what) + " RETURNS boolean LANGUAGE sql\nRETURN EXISTS (" + before;
		return new Check(what, head + text + after + ")", head.length(), this.rows.source());
	}

	private String trial(String purpose) {
		return "CREATE FUNCTION pg_temp.%s()"
			.formatted(Identifier.quote(this.scope.function(this.table.physicalName(), "rows.trial." + purpose)));
	}

	private String text(ColumnDraft column) {
		return Objects.requireNonNull(this.rows.values().get(column));
	}

}
