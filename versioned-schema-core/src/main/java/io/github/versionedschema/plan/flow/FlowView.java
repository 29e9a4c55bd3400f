package io.github.versionedschema.plan.flow;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.TableDraft;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.schema.Identifier;

/**
 * A view of those columns of a table that the triggers of another table use. PL/pgSQL
 * finds columns by name, and names change when older versions are removed; a view refers
 * to columns by number.
 *
 * @param sqlName the view, as written in SQL
 * @param table the table
 * @param used the columns that are used, with those of the key
 */
record FlowView(String sqlName, TableDraft table, List<ColumnDraft> used) {

	/** The column that shows who has changed or locked a row. */
	static final String XMAX = "_vs_xmax";

	/**
	 * Creates the view.
	 * @param sqlName the view, as written in SQL
	 * @param table the table
	 * @param used the columns that are used apart from the key
	 */
	static FlowView of(String sqlName, TableDraft table, Stream<ColumnDraft> used) {
		return new FlowView(sqlName, table,
				Stream.concat(table.rowKey().stream(), used.filter(ColumnDraft::isPhysical)).distinct().toList());
	}

	/**
	 * Returns the statement that creates it.
	 * @param tableName the table, as written in SQL
	 */
	String create(String tableName) {
		Stream<String> columns = this.used.stream()
			.map((column) -> Identifier.quote(column.physicalName()) + " AS " + name(column));
		return "CREATE OR REPLACE VIEW %s AS SELECT %s FROM %s".formatted(this.sqlName,
				Stream.concat(columns, Stream.of("xmax AS " + XMAX)).collect(Collectors.joining(", ")), tableName);
	}

	String drop() {
		return "DROP VIEW IF EXISTS " + this.sqlName;
	}

	/** Returns the name of a column in the view, as written in SQL. */
	String name(ColumnDraft column) {
		return "_vs_" + (this.table.columns().indexOf(column) + 1);
	}

	/** Returns the value of a column in a row of the view. */
	String value(ColumnDraft column) {
		return column.isPhysical() ? name(column) : "NULL::" + column.type();
	}

	/**
	 * Returns the columns of the key of a row.
	 * @param row the row with a dot, or nothing
	 */
	List<String> keys(String row) {
		return this.table.rowKey().stream().map((column) -> row + name(column)).toList();
	}

	/**
	 * Returns the hash of the key, which must exist.
	 * @param column returns a column of the row, as written in SQL
	 */
	String hash(Function<ColumnDraft, String> column) {
		return "pg_catalog.hashtext(ROW(%s)::pg_catalog.text)"
			.formatted(String.join(", ", this.table.rowKey().stream().map(column).toList()));
	}

	/** Returns the hash of the key of a row of the view. */
	String hash(String row) {
		return hash((column) -> row + name(column));
	}

	boolean hasKey() {
		return !this.table.rowKey().isEmpty();
	}

	/**
	 * Returns a query of its rows with the names that an expression uses.
	 * @param first an expression that is added first
	 * @param columns the columns with these names
	 * @param value returns the value of a column
	 */
	String rows(String first, List<Argument> columns, Function<ColumnDraft, String> value) {
		Stream<String> named = columns.stream()
			.map((column) -> value.apply(column.column()) + " AS " + Identifier.quote(column.name()));
		return "(SELECT %s FROM %s)".formatted(Stream.concat(Stream.of(first), named).collect(Collectors.joining(", ")),
				this.sqlName);
	}

}
