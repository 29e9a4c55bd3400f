package io.github.versionedschema.plan.draft.column;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.text.RenamedColumns;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A user expression over the columns of one row, bound to the columns that it may read.
 *
 * @param sql the user's text
 * @param arguments the columns that it mentions, in table order
 * @param rowName the table's name if the expression qualifies columns with it, or null
 * @param what the kind of expression, as readable text, e.g. {@code "up"}
 * @param source the operation
 * @param lookup the rows of another table that contain the value, or null
 */
public record Expression(String sql, List<Argument> arguments, @Nullable String rowName, String what, Source source,
		@Nullable Lookup lookup) {

	public Expression {
		arguments = List.copyOf(arguments);
	}

	/** Creates an expression over one row. */
	public Expression(String sql, List<Argument> arguments, @Nullable String rowName, String what, Source source) {
		this(sql, arguments, rowName, what, source, null);
	}

	/**
	 * Binds an expression to the columns that it refers to.
	 * @param sql the user's text
	 * @param shape the columns of the table in that version
	 * @param table the table's name in that version
	 * @param what the kind of expression, as readable text
	 * @param source the operation
	 */
	public static Expression bind(String sql, List<Argument> shape, String table, String what, Source source) {
		SqlWords words = SqlWords.of(sql);
		boolean qualified = words.qualifiesWith(table);
		boolean wholeRow = words.expands(table) || words.words()
			.stream()
			.anyMatch((word) -> word.name().equals(table) && !word.beforeDot() && !word.afterDot() && !word.call())
				&& shape.stream().noneMatch((argument) -> argument.name().equals(table));
		List<Argument> arguments = shape.stream()
			.filter((argument) -> wholeRow || words.mentions(argument.name()))
			.toList();
		return new Expression(sql, arguments, (qualified || wholeRow) ? table : null, what, source);
	}

	/** Returns the same expression over the replacement of a column. */
	public Expression moved(ColumnDraft column, ColumnDraft replacement) {
		List<Argument> moved = this.arguments.stream()
			.map((argument) -> (argument.column() == column) ? new Argument(argument.name(), replacement) : argument)
			.toList();
		return new Expression(this.sql, moved, this.rowName, this.what, this.source, this.lookup);
	}

	/**
	 * Returns the same expression, which may call the column by another name as well if
	 * that names none yet.
	 */
	Expression alsoCalling(ColumnDraft column, String name) {
		boolean unknown = this.lookup == null && SqlWords.of(this.sql).mentions(name)
				&& this.arguments.stream().noneMatch((argument) -> argument.name().equals(name));
		return unknown ? new Expression(this.sql,
				Stream.concat(this.arguments.stream(), Stream.of(new Argument(name, column))).toList(), this.rowName,
				this.what, this.source) : this;
	}

	/** Returns the same expression for another reason. */
	public Expression by(String kind, Source operation) {
		return new Expression(this.sql, this.arguments, this.rowName, kind, operation, this.lookup);
	}

	/**
	 * Returns the same expression with a value for rows that no row of the other table
	 * matches.
	 */
	public Expression otherwise(String value) {
		return (this.lookup == null) ? this : new Expression(this.sql, this.arguments, this.rowName, this.what,
				this.source, this.lookup.otherwise(value));
	}

	/** Returns whether it is one column as it is, which its type may not allow. */
	public boolean isColumnItself() {
		return this.lookup == null && this.arguments.size() == 1
				&& List.of(this.arguments.get(0).name(), Identifier.quote(this.arguments.get(0).name()))
					.contains(this.sql.strip());
	}

	/**
	 * Returns which of its words are other names of columns than the given ones.
	 * @param names returns the name of a column
	 */
	public RenamedColumns calling(Function<ColumnDraft, String> names) {
		Map<String, String> renamed = new HashMap<>();
		for (Argument argument : this.arguments) {
			String name = names.apply(argument.column());
			if (!argument.name().equals(name)) {
				renamed.put(argument.name(), name);
			}
		}
		return new RenamedColumns(renamed);
	}

	/** Returns whether it may read rows of a table of that name. */
	public boolean mayRead(String table) {
		SqlWords words = SqlWords.of(this.sql);
		return words.mayRead() && words.mentions(table);
	}

	/** Returns whether it finds its value in a column of another table. */
	public boolean finds(ColumnDraft column) {
		return this.lookup != null
				&& this.lookup.columns().stream().anyMatch((argument) -> argument.column() == column);
	}

	/** Returns the columns that it may read. */
	public List<ColumnDraft> columns() {
		return this.arguments.stream().map(Argument::column).toList();
	}

}
