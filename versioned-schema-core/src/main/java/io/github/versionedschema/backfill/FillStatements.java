package io.github.versionedschema.backfill;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.schema.Identifier;

/**
 * The statements that fill one part.
 */
final class FillStatements {

	private final String target;

	private final String assignments;

	private final String filter;

	private final String empty;

	private final String fillable;

	/**
	 * Creates the statements.
	 * @param unchanged columns to be assigned to themselves, as they are written in SQL
	 */
	FillStatements(Action.Backfill action, Part part, List<String> unchanged) {
		// Expressions may qualify columns with the table's name, also in a partition.
		this.target = "only " + part.name() + " as " + Identifier.quote(action.table());
		this.assignments = action.assignments() + unchanged.stream()
			.map((column) -> ", %s = %s".formatted(column, column))
			.collect(Collectors.joining());
		this.filter = (action.filter() != null) ? " and (" + action.filter() + ")" : "";
		Action.RowProblem trial = action.trial();
		this.fillable = (trial != null) ? " and (%s) is null".formatted(trial.problem()) : "";
		this.empty = action.columns()
			.stream()
			.map((column) -> Identifier.quote(column) + " is null")
			.collect(Collectors.joining(" and "));
	}

	/**
	 * Fills rows; waits for those that others have locked.
	 * @param onlyFillable whether to leave out rows whose values cannot be computed
	 */
	String fill(PageRange range, boolean onlyFillable) {
		return "update %s set %s where %s".formatted(this.target, this.assignments, unfilled(range, onlyFillable));
	}

	/**
	 * Fills rows that nobody has locked.
	 * @param onlyFillable whether to leave out rows whose values cannot be computed
	 */
	String fillUnlocked(PageRange range, boolean onlyFillable) {
		return "update %s set %s where ctid = any (array(select ctid from %s where %s for no key update skip locked))"
			.formatted(this.target, this.assignments, this.target, unfilled(range, onlyFillable));
	}

	/**
	 * Yields the pages with rows to fill that others have locked, as a multirange. A row
	 * that is free and was not written all the same is kept from it by a trigger or a
	 * rule, and waiting would not change that.
	 */
	String unfilledPages(PageRange range) {
		return """
				select coalesce(range_agg(int8range(page, page + 1)), '{}')::text
				from (select distinct (ctid::text::point)[0]::bigint as page from %s where %s) unfilled
				""".formatted(this.target,
				left(range) + " and ctid <> all (array(select ctid from %s where %s for no key update skip locked))"
					.formatted(this.target, left(range)));
	}

	/** Yields the sessions whose locks keep rows unfilled, as far as the rows tell. */
	String holders(PageRange range) {
		return """
				select 'pid ' || a.pid || ' (role ' || a.usename || coalesce(', application ' || nullif(a.application_name, ''), '')
					|| coalesce(', ' || a.state || ', transaction open since ' || a.xact_start, '') || ')'
				from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a using (pid)
				where l.locktype = 'transactionid' and l.granted and l.transactionid in (select xmax from %s where %s)
				order by a.xact_start limit 3
				"""
			.formatted(this.target, left(range));
	}

	/** Fills one row. */
	String fillRow(String ctid) {
		return "update %s set %s where ctid = '%s'%s".formatted(this.target, this.assignments, ctid, this.filter);
	}

	/** Yields the rows that are not filled yet. */
	String rows(PageRange range) {
		return "select ctid::text from %s where %s order by ctid".formatted(this.target, left(range));
	}

	/**
	 * A row that has a value is filled: by an earlier batch, which may have moved it
	 * here, or by the triggers. Who wrote the row, and when, proves nothing: a rewrite of
	 * the table or a restored dump writes every row anew, and triggers can be disabled. A
	 * row for which there is no value is written once more in vain.
	 */
	private String unfilled(PageRange range) {
		return "%s and %s%s".formatted(range.condition(), this.empty, this.filter);
	}

	private String unfilled(PageRange range, boolean onlyFillable) {
		return unfilled(range) + (onlyFillable ? this.fillable : "");
	}

	/** What this very transaction has written is done, also where it has no value. */
	private String left(PageRange range) {
		return unfilled(range) + " and xmin <> pg_catalog.pg_current_xact_id()::pg_catalog.xid";
	}

}
