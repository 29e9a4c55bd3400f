package io.github.versionedschema.backfill;

import java.util.Optional;

import io.github.versionedschema.event.Pace;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The progress of a backfill as its leader recorded it in the journal.
 *
 * @param rows number of rows filled so far
 * @param total estimated total number of rows
 * @param pace how fast they were filled
 */
public record RecordedProgress(long rows, long total, Pace pace) {

	/**
	 * An instance that may only read may find the journal of an older release, without
	 * the columns of the pace. A leader counts for all parts of a table together, so the
	 * last part that it worked on has the most seconds.
	 */
	private static final String READ = """
			with part as (
				select b.rows_done, b.rows_total, to_jsonb(b) as columns
				from versioned_schema.backfill b where b.run = ? and b.step_id = ?
			), last as (
				select (columns ->> 'recent_rows')::float8 as recent_rows,
					(columns ->> 'recent_seconds')::float8 as recent_seconds,
					(columns ->> 'worked_seconds')::float8 as worked_seconds
				from part order by worked_seconds desc nulls last limit 1
			)
			select sum(p.rows_done)::bigint as rows, sum(greatest(p.rows_total, p.rows_done))::bigint as total,
				coalesce(max(l.recent_rows), 0) as recent_rows, coalesce(max(l.recent_seconds), 0) as recent_seconds,
				coalesce(max(l.worked_seconds), 0) as worked_seconds
			from part p cross join last l having count(*) > 0
			""";

	private static final String THROTTLED = """
			select throttled from versioned_schema.backfill where run = ? and throttled is not null
			order by changed_at desc limit 1
			""";

	/**
	 * Reads the progress of a step.
	 * @param jdbc a connection that may read the journal
	 * @param run the run
	 * @param step ID of the step
	 * @return the progress, unless the backfill has not begun
	 */
	public static Optional<RecordedProgress> read(JdbcClient jdbc, long run, String step) {
		return jdbc.sql(READ)
			.params(run, step)
			.query((row, index) -> new RecordedProgress(row.getLong("rows"), row.getLong("total"),
					new Pace(row.getDouble("recent_rows"), row.getDouble("recent_seconds"),
							row.getDouble("worked_seconds"))))
			.optional();
	}

	/**
	 * Reads why the backfill of a run that has not finished waits. The last check before
	 * publication, which is never recorded as a started step, waits as well.
	 * @param jdbc a connection that may read the journal
	 * @param run the run
	 * @return the reason, if it waits
	 */
	public static Optional<String> throttled(JdbcClient jdbc, long run) {
		return jdbc.sql(THROTTLED).param(run).query(String.class).optional();
	}

}
