package io.github.versionedschema.backfill;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Creates the statements that fill one part.
 */
final class FillStatements {

	private final String target;

	private final String assignments;

	private final String filter;

	private final String alias;

	private final Action.@Nullable Copy copy;

	private static final String OWN_ID = "pg_catalog.pg_current_xact_id()::pg_catalog.xid";

	private final String empty;

	private final String fillable;

	/**
	 * Creates the statements.
	 * @param unchanged columns to assign to themselves, as written in SQL
	 */
	FillStatements(Action.Backfill action, Part part, List<String> unchanged) {
		// Expressions may qualify columns with the table's name, even in a partition.
		this.target = "only " + part.name() + " as " + Identifier.quote(action.table());
		this.assignments = action.assignments() + unchanged.stream()
			.map((column) -> ", %s = %s".formatted(column, column))
			.collect(Collectors.joining());
		this.filter = (action.filter() != null) ? " and (" + action.filter() + ")" : "";
		Action.RowProblem trial = action.trial();
		this.fillable = (trial != null) ? " and (%s) is null".formatted(trial.problem()) : "";
		this.alias = Identifier.quote(action.table());
		this.copy = action.copy();
		this.empty = (this.copy != null) ? "(" + action.missing() + ")"
				: action.columns()
					.stream()
					.map((column) -> Identifier.quote(column) + " is null")
					.collect(Collectors.joining(" and "));
	}

	/**
	 * Returns the statement that fills rows and waits for locked rows.
	 * @param onlyFillable whether to skip rows whose values cannot be computed
	 */
	String fill(PageRange range, boolean onlyFillable) {
		String rows = unfilled(range, onlyFillable);
		return (this.copy != null) ? copy(this.copy, rows, "")
				: "update %s set %s where %s".formatted(this.target, this.assignments, rows);
	}

	/**
	 * Returns the statement that fills rows that are not locked.
	 * @param onlyFillable whether to skip rows whose values cannot be computed
	 */
	String fillUnlocked(PageRange range, boolean onlyFillable) {
		String rows = unfilled(range, onlyFillable);
		return (this.copy != null) ? copy(this.copy, rows, " skip locked")
				: "update %s set %s where ctid = any (array(select ctid from %s where %s for no key update skip locked))"
					.formatted(this.target, this.assignments, this.target, rows);
	}

	/** A row that is locked cannot change before its copy is visible. */
	private String copy(Action.Copy copy, String rows, String locked) {
		return copy.insert("select * from %s where %s for no key update%s".formatted(this.target, rows, locked),
				this.alias);
	}

	/**
	 * Returns the query for the pages with rows that {@link #fillUnlocked} skipped in the
	 * same transaction, as a multirange, and their number. If a row that it locked
	 * remains unfilled, a trigger or rule prevents the update, and waiting would not
	 * help.
	 * @param onlyFillable whether it skipped rows whose values cannot be computed
	 */
	String unfilledPages(PageRange range, boolean onlyFillable) {
		return """
				select coalesce(range_agg(int8range(page, page + 1)), '{}')::text as pages,
					coalesce(pg_catalog.sum(locked), 0)::bigint as locked
				from (
					select (ctid::text::point)[0]::bigint, pg_catalog.count(*)
					from %s where %s group by 1
				) unfilled (page, locked)
				""".formatted(this.target,
				left(range) + " and xmax <> " + OWN_ID + (onlyFillable ? this.fillable : ""));
	}

	/**
	 * Returns the query for the sessions whose row locks prevent filling, as far as the
	 * rows show them.
	 */
	String holders(PageRange range) {
		return """
				select pg_catalog.format('pid %%s (role %%s%%s%%s)', a.pid, a.usename,
					', application ' || nullif(a.application_name, ''),
					', ' || a.state || ', transaction open since ' || pg_catalog.date_trunc('second', a.xact_start))
				from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a using (pid)
				where l.locktype = 'transactionid' and l.granted and l.transactionid in (select xmax from %s where %s)
				order by a.xact_start limit 3
				""".formatted(this.target, left(range));
	}

	/** Returns the statement that fills one row. */
	String fillRow(String ctid) {
		String row = "ctid = '%s'%s".formatted(ctid, this.filter);
		return (this.copy != null) ? copy(this.copy, row, "")
				: "update %s set %s where %s".formatted(this.target, this.assignments, row);
	}

	/** Returns the query for the number of rows that are not filled yet. */
	String count(PageRange range) {
		return "select pg_catalog.count(*)::pg_catalog.text from %s where %s".formatted(this.target, left(range));
	}

	/** Returns the condition of rows that are not filled yet. */
	String rows(PageRange range) {
		return "select ctid::text from %s where %s order by ctid".formatted(this.target, left(range));
	}

	/**
	 * A row that has a value was filled by an earlier batch, which may have moved it
	 * here, or by the triggers. The row's transaction ID proves nothing, as a table
	 * rewrite or a restored dump writes every row again, and triggers can be disabled. A
	 * row for which no value exists is written again without effect.
	 */
	private String unfilled(PageRange range) {
		return "%s and %s%s".formatted(range.condition(), this.empty, this.filter);
	}

	private String unfilled(PageRange range, boolean onlyFillable) {
		return unfilled(range) + (onlyFillable ? this.fillable : "");
	}

	/**
	 * Rows that the current transaction has written count as filled, even without a
	 * value.
	 */
	private String left(PageRange range) {
		return unfilled(range) + " and xmin <> " + OWN_ID;
	}

}
