package io.github.versionedschema.backfill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.versionedschema.event.Pace;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Reads and writes the journal of one backfill. Everything is written in the caller's
 * transaction.
 */
final class BackfillStore {

	/** A part that already has a row was begun by an earlier leader. */
	private static final String BEGIN = """
			insert into versioned_schema.backfill (run, step_id, part, next_page, end_page, rows_total, file_node)
			select :run, :step, part, 0, pages, total, file
			from unnest(:parts::text[], :pages::bigint[], :totals::bigint[], :files::bigint[]) as u (part, pages, total, file)
			on conflict do nothing
			""";

	private static final String READ = """
			select part, next_page, end_page, rows_done, coalesce(batch_pages, 0) as batch_pages, file_node,
				skipped::text as skipped
			from versioned_schema.backfill where run = :run and step_id = :step and part = any (:parts::text[])
			""";

	private static final String RESTART = """
			update versioned_schema.backfill set next_page = 0, end_page = :end, rows_done = 0, file_node = :file, skipped = '{}'
			where run = :run and step_id = :step and part = :part
			""";

	/**
	 * Records the position, checks that the table still has the same file, and reads
	 * whether the operator has paused it, in the message of the batch. It runs with the
	 * search path for user SQL like the batch, so it uses only exact operators of
	 * {@code pg_catalog}.
	 */
	private static final String ADVANCE = """
			update versioned_schema.backfill b
			set next_page = greatest(next_page, %1$d::bigint), rows_done = rows_done + %2$s,
				rows_total = case when greatest(next_page, %1$d::bigint) < end_page then %3$d::bigint
					else rows_done + %2$s + %15$d::bigint + l.locked end,
				batch_pages = %4$d, changed_at = clock_timestamp(), throttled = null,
				recent_rows = '%12$s', recent_seconds = '%13$s', worked_seconds = '%14$s',
				skipped = skipped - int8multirange(int8range(%5$d::bigint, %1$d::bigint)) + l.pages::int8multirange
			from (%6$s) l
			where run = %7$d::bigint and step_id = %8$s::text and part = %9$s::text
				and file_node is not distinct from pg_relation_filenode(%10$d::oid)::bigint
			returning (select c.paused from versioned_schema.control c where c.base_schema = %11$s::text) as paused,
				skipped::text as skipped, %2$s as filled, l.locked as locked,
				pg_catalog.pg_current_xact_id()::text::bigint as transaction,
				(pg_catalog.date_part('epoch'::text, clock_timestamp() - transaction_timestamp()) * 1000000::float8)::bigint as took
			""";

	private static final String THROTTLED = """
			update versioned_schema.backfill set throttled = :reason, changed_at = clock_timestamp(),
				recent_rows = :rows, recent_seconds = :seconds, worked_seconds = :worked
			where run = :run and step_id = :step and part = any (:parts::text[])
			""";

	private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\)");

	private final JdbcClient jdbc;

	private final long run;

	private final String step;

	private final String baseSchema;

	BackfillStore(JdbcClient jdbc, long run, String step, String baseSchema) {
		this.jdbc = jdbc;
		this.run = run;
		this.step = step;
		this.baseSchema = baseSchema;
	}

	/** Begins all parts with one statement, as there may be hundreds. */
	void begin(List<Part> parts) {
		sql(BEGIN).param("parts", names(parts))
			.param("pages", parts.stream().mapToLong(Part::pages).toArray())
			.param("totals", parts.stream().mapToLong((part) -> Math.max(0, Math.round(part.rows()))).toArray())
			.param("files", parts.stream().mapToLong(Part::fileNode).toArray())
			.update();
	}

	/** Returns the progress of the parts that were begun, by name. */
	Map<String, PartRow> read(List<Part> parts) {
		Map<String, PartRow> rows = new HashMap<>();
		sql(READ).param("parts", names(parts)).query((row) -> {
			rows.put(row.getString("part"),
					new PartRow(row.getLong("next_page"), row.getLong("end_page"), row.getLong("rows_done"),
							row.getLong("batch_pages"), row.getLong("file_node"), ranges(row.getString("skipped"))));
		});
		return rows;
	}

	PartRow read(Part part) {
		return Objects.requireNonNull(read(List.of(part)).get(part.name()));
	}

	/** Restarts a part that was rewritten, as its rows have moved. */
	void restart(Part part) {
		sql(RESTART, part).param("end", part.pages()).param("file", part.fileNode()).update();
	}

	/**
	 * Returns the statement that records a batch, which the batch sends in its message.
	 * It returns no row if the part has another file than the journal records.
	 * @param range the pages of the batch
	 * @param rows number of rows that were filled, as an expression
	 * @param left the query for the pages of the range with locked rows, and their number
	 * @param estimate what is known before the batch
	 */
	String advancing(Part part, PageRange range, String rows, String left, Batch.Estimate estimate) {
		Pace pace = estimate.pace();
		return ADVANCE.formatted(range.to(), rows, estimate.total(), range.pages(), range.from(), left, this.run,
				Identifier.literal(this.step), Identifier.literal(part.name()), part.oid(),
				Identifier.literal(this.baseSchema), pace.recentRows(), pace.recentSeconds(), pace.workedSeconds(),
				estimate.lockedElsewhere());
	}

	/** Reads the result of the statement that records a batch. */
	static Advance advance(ResultSet row) throws SQLException {
		return new Advance(row.getBoolean("paused"), ranges(row.getString("skipped")));
	}

	/**
	 * Records why the backfill waits, or null when it continues.
	 */
	void throttled(List<Part> parts, @Nullable String reason, Pace pace) {
		sql(THROTTLED).param("parts", names(parts))
			.param("reason", reason)
			.param("rows", pace.recentRows())
			.param("seconds", pace.recentSeconds())
			.param("worked", pace.workedSeconds())
			.update();
	}

	private StatementSpec sql(String sql, Part part) {
		return sql(sql).param("part", part.name());
	}

	private StatementSpec sql(String sql) {
		return this.jdbc.sql(sql).param("run", this.run).param("step", this.step);
	}

	private static String[] names(List<Part> parts) {
		return parts.stream().map(Part::name).toArray(String[]::new);
	}

	private static List<PageRange> ranges(String multirange) {
		List<PageRange> ranges = new ArrayList<>();
		RANGE.matcher(multirange).results().map(BackfillStore::range).forEach(ranges::add);
		return ranges;
	}

	private static PageRange range(MatchResult match) {
		return new PageRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
	}

	/**
	 * The state of the journal after a batch.
	 *
	 * @param paused whether the operator has paused the backfill
	 * @param skipped the pages that were skipped
	 */
	record Advance(boolean paused, List<PageRange> skipped) {
	}

}
