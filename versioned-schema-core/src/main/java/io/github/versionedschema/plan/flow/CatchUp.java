package io.github.versionedschema.plan.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.draft.CreatedTable;
import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.draft.column.Derivation.Direction;
import io.github.versionedschema.plan.sync.Rows;
import io.github.versionedschema.plan.sync.Scope;

/**
 * What a client of the newer version does after it has waited for a client of the older
 * one, which did not wait in turn ({@link RowWait}): it takes over what the other client
 * has changed, apart from the columns that it changes itself.
 */
final class CatchUp {

	private final Flow flow;

	private final RowFlow rows;

	private final List<ColumnDraft> columns;

	private CatchUp(Flow flow, RowFlow rows) {
		this.flow = flow;
		this.rows = rows;
		this.columns = rows.function()
			.rows()
			.targets()
			.stream()
			.filter((column) -> !rows.to().rowKey().contains(column))
			.toList();
	}

	/**
	 * Returns what follows a flow to the table from which the rows of the new table come,
	 * one for each of its rows.
	 */
	static Optional<CatchUp> of(Scope scope, Flow flow) {
		if (flow.direction() == Direction.UP || !(flow.from() instanceof CreatedTable created)) {
			return Optional.empty();
		}
		return RowFlow.from(flow.to(), List.of(created), scope)
			.stream()
			.filter((rows) -> rows.function().rows().rows() == null)
			.map((rows) -> new CatchUp(flow, rows))
			.filter((catchUp) -> !catchUp.columns.isEmpty())
			.findFirst();
	}

	/** Returns the declaration of the rows before the wait. */
	String declare() {
		return "_vs_before %s[];".formatted(this.rows.source().sqlName());
	}

	/** Returns the statement that remembers the rows before the wait is announced. */
	String remember() {
		return "SELECT pg_catalog.array_agg(_vs_from) INTO _vs_before FROM %s AS _vs_from WHERE %s IN (SELECT %s %s);"
			.formatted(this.rows.source().sqlName(), row(this.rows.source().keys("_vs_from.")), this.flow.keys(),
					this.flow.matching());
	}

	/** Returns the statement that takes over the changes. */
	String apply() {
		FlowView source = this.rows.source();
		FlowView target = this.rows.target();
		String assignments = this.columns.stream()
			.map((column) -> "%1$s = CASE WHEN _vs_late.%1$s_changed AND NOT (%2$s) THEN _vs_late.%1$s ELSE _vs_mine.%1$s END"
				.formatted(target.name(column), Rows.changed(List.of(column))))
			.collect(Collectors.joining(", "));
		String late = this.columns.stream()
			.map((column) -> "_vs_now.%1$s, _vs_then.%1$s IS DISTINCT FROM _vs_now.%1$s AS %1$s_changed"
				.formatted(target.name(column)))
			.collect(Collectors.joining(", "));
		return """
				IF _vs_before IS NOT NULL AND TG_OP OPERATOR(pg_catalog.=) 'UPDATE' THEN
					UPDATE %1$s AS _vs_mine SET %2$s
					FROM (SELECT %3$s, %4$s
						FROM pg_catalog.unnest(_vs_before) AS _vs_old
						CROSS JOIN LATERAL (SELECT * FROM %5$s AS _vs_row WHERE %6$s IN (SELECT %7$s)) AS _vs_from
						CROSS JOIN LATERAL %8$s AS _vs_then
						CROSS JOIN LATERAL %9$s AS _vs_now) AS _vs_late
					WHERE %10$s IN (SELECT %11$s) AND %12$s IN (SELECT %13$s);
				END IF;
				""".formatted(target.sqlName(), assignments, String.join(", ", target.keys("_vs_now.")), late,
				source.sqlName(), row(source.keys("_vs_row.")), String.join(", ", source.keys("_vs_old.")),
				call("_vs_old."), call("_vs_from."), row(target.keys("_vs_mine.")),
				this.rows.to()
					.rowKey()
					.stream()
					.map((column) -> Rows.field("NEW", column))
					.collect(Collectors.joining(", ")),
				row(target.keys("_vs_late.")), String.join(", ", target.keys("_vs_mine.")));
	}

	private String call(String row) {
		return this.rows.function().call((column) -> row + this.rows.source().name(column));
	}

	private static String row(List<String> keys) {
		return (keys.size() == 1) ? keys.get(0) : "(" + String.join(", ", keys) + ")";
	}

}
