package io.github.versionedschema.plan.flow;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.SharedTable;
import io.github.versionedschema.plan.draft.column.Argument;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.RowSource;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;
import io.github.versionedschema.schema.Identifier;

/**
 * Rows of a new table that are computed from rows of an existing one, and so come, change
 * and go with them.
 *
 * @param scope the schemas
 * @param from the existing table
 * @param to the new table
 * @param function computes the rows
 */
record RowFlow(Scope scope, SharedTable from, CreatedTable to, RowFunction function) {

	/** Returns the flows from a table to new ones. */
	static List<RowFlow> from(SharedTable table, List<CreatedTable> created, Scope scope) {
		return created.stream()
			.filter((to) -> to.rows() != null && to.rows().table() == table)
			.map((to) -> new RowFlow(scope, table, to, RowFunction.of(scope, to)))
			.toList();
	}

	private RowSource rows() {
		return this.function.rows();
	}

	/** Returns the purpose of the function, which is unique for a table. */
	String purpose() {
		return "rows." + this.to.lastingName();
	}

	/** Returns the columns that decide about the rows. */
	List<ColumnDraft> read() {
		return rows().columns().stream().map(Argument::column).toList();
	}

	/** Returns the view of the existing table. */
	FlowView source() {
		return FlowView.of(view("from"), this.from, read().stream());
	}

	/** Returns the view of the new table. */
	FlowView target() {
		RowSource.Match match = rows().match();
		Stream<ColumnDraft> matched = (match == null) ? Stream.empty() : match.columns().stream().map(Argument::column);
		return FlowView.of(view("to"), this.to, Stream.concat(rows().targets().stream(), matched));
	}

	private String view(String side) {
		return Scope.ours(this.scope.function(this.from.lastingName(), purpose() + "." + side));
	}

	List<String> createViews() {
		return List.of(source().create(this.scope.table(this.from.physicalName())),
				target().create(this.scope.table(this.to.physicalName())));
	}

	List<String> dropViews() {
		return List.of(source().drop(), target().drop());
	}

	/** Returns the statements that carry the change of a row over. */
	String carry() {
		return """
				IF TG_OP OPERATOR(pg_catalog.=) 'TRUNCATE' THEN
					%s;
				ELSIF TG_OP OPERATOR(pg_catalog.=) 'DELETE' THEN
					%s;
				ELSE
					IF TG_OP OPERATOR(pg_catalog.=) 'UPDATE' THEN
						%s%s;
					END IF;
					%s;
				END IF;
				""".formatted(delete(matchingAll()), delete(matching()), move(),
				delete("SELECT %s FROM %s AS _vs_before".formatted(keys("_vs_before."), of("OLD"))) + " AND NOT "
						+ isNow("_vs_to."),
				upsert());
	}

	/** Returns the statement that removes the rows of a row which cannot be computed. */
	String clear() {
		return """
				IF TG_OP OPERATOR(pg_catalog.=) 'UPDATE' THEN
					%s;
				END IF""".formatted(delete(matching()));
	}

	private String of(String row) {
		return this.function.call((column) -> Rows.field(row, column));
	}

	private String delete(String keys) {
		return "DELETE FROM %s AS _vs_to WHERE %s IN (%s)".formatted(target().sqlName(), row("_vs_to."), keys);
	}

	private String isNow(String row) {
		return "%s IN (SELECT %s FROM %s AS _vs_now)".formatted(row(row), keys("_vs_now."), of("NEW"));
	}

	/**
	 * Returns a query of the keys of the rows that come from the row before its change.
	 */
	private String matching() {
		RowSource.Match match = rows().match();
		if (match == null) {
			return "SELECT %s FROM %s AS _vs_before".formatted(keys("_vs_before."), of("OLD"));
		}
		return matching(match,
				"(SELECT %s)".formatted(rows().columns()
					.stream()
					.map((column) -> Rows.field("OLD", column.column()) + " AS " + Identifier.quote(column.name()))
					.collect(Collectors.joining(", "))));
	}

	private String matchingAll() {
		RowSource.Match match = rows().match();
		FlowView source = source();
		if (match == null) {
			return "SELECT %s FROM %s AS _vs_from CROSS JOIN LATERAL %s AS _vs_before".formatted(keys("_vs_before."),
					source.sqlName(), this.function.call((column) -> "_vs_from." + source.name(column)));
		}
		return matching(match,
				"(SELECT %s FROM %s)".formatted(rows().columns()
					.stream()
					.map((column) -> source.name(column.column()) + " AS " + Identifier.quote(column.name()))
					.collect(Collectors.joining(", ")), source.sqlName()));
	}

	private String matching(RowSource.Match match, String from) {
		String name = Identifier.quote(match.name());
		return "SELECT %s FROM %s AS %s, %s AS %s WHERE (\n%s\n)".formatted(keys(name + "."),
				target().rows(keys(""), match.columns(), target()::value), name, from, Identifier.quote(rows().name()),
				match.where());
	}

	/**
	 * A row whose key changes stays the same row, so that other rows can refer to it.
	 */
	private String move() {
		if (rows().rows() != null) {
			return "";
		}
		String assignments = rows().targets()
			.stream()
			.map((column) -> target().name(column) + " = _vs_new." + target().name(column))
			.collect(Collectors.joining(", "));
		return """
				UPDATE %1$s AS _vs_to SET %2$s FROM %3$s AS _vs_new
				WHERE %4$s IN (SELECT * FROM (%5$s) AS _vs_before WHERE (SELECT pg_catalog.count(*) FROM (%5$s) AS _vs_all) OPERATOR(pg_catalog.=) 1)
					AND %4$s IS DISTINCT FROM %6$s AND NOT EXISTS (SELECT FROM %1$s AS _vs_other WHERE %7$s IN (SELECT %8$s));
				"""
			.formatted(target().sqlName(), assignments, of("NEW"), row("_vs_to."), matching(), row("_vs_new."),
					row("_vs_other."), keys("_vs_new."));
	}

	private String upsert() {
		FlowView view = target();
		List<String> others = rows().targets()
			.stream()
			.filter((column) -> !this.to.rowKey().contains(column))
			.map(view::name)
			.toList();
		String conflict = others.isEmpty() ? "NOTHING"
				: "UPDATE SET %s WHERE %s".formatted(
						others.stream().map((name) -> name + " = EXCLUDED." + name).collect(Collectors.joining(", ")),
						Rows.differ(others.stream().map((name) -> "_vs_to." + name).toList(),
								others.stream().map((name) -> "EXCLUDED." + name).toList()));
		return "INSERT INTO %s AS _vs_to (%s) SELECT %s FROM %s AS _vs_now ON CONFLICT (%s) DO %s"
			.formatted(view.sqlName(), this.function.columns(), this.function.columns(), of("NEW"), keys(""), conflict);
	}

	private String keys(String qualifier) {
		return this.function.keys().stream().map((key) -> qualifier + key).collect(Collectors.joining(", "));
	}

	private String row(String qualifier) {
		return (this.function.keys().size() == 1) ? keys(qualifier) : "(" + keys(qualifier) + ")";
	}

	/** Returns a query of the column {@code xmax} of the rows that a change concerns. */
	String xmax() {
		return """
				SELECT _vs_to.%s AS xmax FROM %s AS _vs_to WHERE TG_OP OPERATOR(pg_catalog.<>) 'TRUNCATE' AND %s IN (
				SELECT * FROM (%s) AS _vs_before WHERE TG_OP OPERATOR(pg_catalog.=) ANY ('{UPDATE,DELETE}')
				UNION ALL SELECT %s FROM %s AS _vs_now WHERE TG_OP OPERATOR(pg_catalog.=) ANY ('{INSERT,UPDATE}'))"""
			.formatted(FlowView.XMAX, target().sqlName(), row("_vs_to."), matching(), keys("_vs_now."), of("NEW"));
	}

	/** Returns a query of the hashes of the key of the row that changes. */
	String hashes() {
		return "SELECT %s WHERE TG_OP OPERATOR(pg_catalog.<>) 'DELETE' UNION SELECT %s WHERE TG_OP OPERATOR(pg_catalog.<>) 'INSERT'"
			.formatted(source().hash((column) -> Rows.field("NEW", column)),
					source().hash((column) -> Rows.field("OLD", column)));
	}

}
