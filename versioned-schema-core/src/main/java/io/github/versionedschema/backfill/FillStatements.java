package io.github.versionedschema.backfill;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.Action;
import io.github.versionedschema.schema.Identifier;

/**
 * The statements that fill one part.
 */
final class FillStatements {

	/**
	 * How far a row of this moment may be ahead of the batch that looks at it: many times
	 * what a server writes in the time of a batch.
	 */
	private static final int YOUNGER_THAN_THE_BATCH = 100_000;

	private final String target;

	private final String assignments;

	private final String filter;

	private final String startXid;

	/**
	 * Creates the statements.
	 * @param unchanged columns to be assigned to themselves, as they are written in SQL
	 * @param startXid a transaction from before the backfill: row versions as young as it
	 * or younger were written with the triggers in place, and are filled
	 */
	FillStatements(Action.Backfill action, Part part, List<String> unchanged, String startXid) {
		// Expressions may qualify columns with the table's name, also in a partition.
		this.target = "only " + part.name() + " as " + Identifier.quote(action.table());
		this.assignments = action.assignments() + unchanged.stream()
			.map((column) -> ", %s = %s".formatted(column, column))
			.collect(Collectors.joining());
		this.filter = (action.filter() != null) ? " and (" + action.filter() + ")" : "";
		this.startXid = startXid;
	}

	/** Fills rows; waits for those that others have locked. */
	String fill(PageRange range) {
		return "update %s set %s where %s".formatted(this.target, this.assignments, unfilled(range));
	}

	/** Fills rows that nobody has locked. */
	String fillUnlocked(PageRange range) {
		return "update %s set %s where ctid = any (array(select ctid from %s where %s for no key update skip locked))"
			.formatted(this.target, this.assignments, this.target, unfilled(range));
	}

	/** Yields the pages that still have rows to fill, as a multirange. */
	String unfilledPages(PageRange range) {
		return """
				select coalesce(range_agg(int8range(page, page + 1)), '{}')::text
				from (select distinct (ctid::text::point)[0]::bigint as page from %s where %s) unfilled
				""".formatted(this.target, unfilled(range));
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
			.formatted(this.target, unfilled(range));
	}

	/** Fills one row. */
	String fillRow(String ctid) {
		return "update %s set %s where ctid = '%s'%s".formatted(this.target, this.assignments, ctid, this.filter);
	}

	/** Yields the rows that are not filled yet. */
	String rows(PageRange range) {
		return "select ctid::text from %s where %s order by ctid".formatted(this.target, unfilled(range));
	}

	/**
	 * Where a table has free space, filled rows come to lie in pages that are still to be
	 * done. Numbers of transactions are compared in a circle: a frozen row keeps the one
	 * that wrote it, and seems to come from the future when that was more than half a
	 * circle ago.
	 */
	private String unfilled(PageRange range) {
		return "%s and age(xmin) not between -%d and age('%s'::xid8::xid)%s".formatted(range.condition(),
				YOUNGER_THAN_THE_BATCH, this.startXid, this.filter);
	}

}
