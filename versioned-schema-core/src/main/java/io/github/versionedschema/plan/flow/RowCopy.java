package io.github.versionedschema.plan.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.RowSource;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.plan.text.QualifiedNames;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.Index;

/**
 * Copies the existing rows of a table into a new one.
 */
public final class RowCopy {

	private final Scope scope;

	private final CreatedTable table;

	private final RowFunction function;

	private final RowSource rows;

	/** Creates the copy of a table that gets its rows from another. */
	public RowCopy(Scope scope, CreatedTable table) {
		this.scope = scope;
		this.table = table;
		this.function = RowFunction.of(scope, table);
		this.rows = this.function.rows();
	}

	/** Returns the name in the database of the table that has the rows. */
	public String from() {
		return this.rows.table().physicalName();
	}

	/** Returns the action that copies rows in batches. */
	public Action action() {
		String alias = Identifier.quote(from());
		String call = this.function.call((column) -> alias + "." + Identifier.quote(column.physicalName()));
		String keys = this.table.rowKey()
			.stream()
			.map((column) -> "_vs_to." + Identifier.quote(column.physicalName()))
			.collect(Collectors.joining(", "));
		String missing = "EXISTS (SELECT FROM %s AS _vs_row WHERE NOT EXISTS (SELECT FROM %s AS _vs_to WHERE (%s) IN (SELECT %s)))"
			.formatted(call, sqlName(), keys,
					this.function.keys().stream().map((key) -> "_vs_row." + key).collect(Collectors.joining(", ")));
		return Action.Backfill.copying(this.scope.base(), from(), missing,
				new Action.Copy(this.table.lastingName(), sqlName(), into(), call));
	}

	/**
	 * Returns the question whether the new table has rows that come from no row. A client
	 * with an older snapshot does not see a copy and cannot remove it.
	 */
	public Action left() {
		String alias = Identifier.quote(from());
		String key = this.table.rowKey()
			.stream()
			.map((column) -> Identifier.quote(column.physicalName()))
			.collect(Collectors.joining(", "));
		String left = "SELECT %s FROM %s EXCEPT SELECT %s FROM %s AS %s CROSS JOIN LATERAL %s AS _vs_row".formatted(key,
				sqlName(),
				this.function.keys().stream().map((name) -> "_vs_row." + name).collect(Collectors.joining(", ")),
				this.scope.table(from()), alias,
				this.function.call((column) -> alias + "." + Identifier.quote(column.physicalName())));
		return new Action.Count(this.table.lastingName() + " rows",
				"rows of %s come from no row of %s: a client deleted it in a transaction that began before the rows were copied. Expand again"
					.formatted(this.table.lastingName(), from()),
				"SELECT count(*) FROM (" + left + ") AS _vs_left", left + " LIMIT 5");
	}

	/** Returns the statements that copy all rows at once. */
	public List<String> atOnce() {
		List<String> statements = new ArrayList<>(this.function.create());
		String alias = Identifier.quote(from());
		statements.add("INSERT INTO %s SELECT _vs_row.* FROM %s AS %s CROSS JOIN LATERAL %s AS _vs_row".formatted(
				into(), this.scope.table(from()), alias,
				this.function.call((column) -> alias + "." + Identifier.quote(column.physicalName()))));
		statements.add(this.function.drop());
		return statements;
	}

	private String into() {
		return "%s (%s)".formatted(sqlName(),
				this.rows.targets()
					.stream()
					.map((column) -> Identifier.quote(column.physicalName()))
					.collect(Collectors.joining(", ")));
	}

	private String sqlName() {
		return this.scope.table(this.table.physicalName());
	}

	/** Returns whether two rows may have the same key in the new table. */
	public boolean mayRepeatKeys() {
		if (this.rows.rows() != null || !(this.rows.table() instanceof SharedTable source)) {
			return true;
		}
		Set<Integer> plain = this.rows.columns()
			.stream()
			.filter((column) -> column.column().source() != null
					&& this.table.rowKey().stream().anyMatch((key) -> isPlain(key, column)))
			.map((column) -> column.column().source().number())
			.collect(Collectors.toSet());
		return source.source()
			.indexes()
			.stream()
			.noneMatch((index) -> index.unique() && index.valid() && index.predicate() == null
					&& index.keys().stream().map(Index.Key::column).allMatch(plain::contains));
	}

	private boolean isPlain(ColumnDraft key, Argument column) {
		String value = String.valueOf(this.rows.values().get(key));
		List<SqlWords.Word> words = SqlWords.of(value).words();
		boolean only = value.strip().matches("[\\w.\"]+") && words.size() <= 2;
		QualifiedNames names = QualifiedNames.of(value);
		return only
				&& (names.columnsOf(this.rows.name()).contains(column.name()) || names.readsUnqualified(column.name()));
	}

	/** Returns the question whether two rows have the same key. */
	public Action duplicates() {
		String keys = this.function.keys().stream().collect(Collectors.joining(", "));
		String duplicates = "SELECT %s, count(*) AS rows FROM (%s) AS _vs_rows GROUP BY %s HAVING count(*) > 1"
			.formatted(keys, this.function.selectKeys(), keys);
		return new Action.Count(this.table.lastingName(),
				"rows of %s would become the same row of %s, whose primary key is %s".formatted(from(),
						this.table.lastingName(),
						this.table.rowKey().stream().map(ColumnDraft::requiredName).collect(Collectors.joining(", "))),
				"SELECT coalesce(sum(rows), 0) FROM (" + duplicates + ") AS duplicates",
				"SELECT %s, rows FROM (%s) AS duplicates LIMIT 5".formatted(named(), duplicates));
	}

	private String named() {
		List<String> names = new ArrayList<>();
		for (int index = 0; index < this.table.rowKey().size(); index++) {
			names.add(this.function.keys().get(index) + " AS "
					+ Identifier.quote(this.table.rowKey().get(index).requiredName()));
		}
		return String.join(", ", names);
	}

}
