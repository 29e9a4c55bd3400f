package io.github.versionedschema.backfill;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The journal of one backfill. Everything is written in the transaction of the caller.
 */
final class BackfillStore {

	/** A part that has a row already was begun by a leader before. */
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
	 * The position, whether the table still has its file, and the operator's wishes, in
	 * the message of the batch. It runs on the user's path as the batch does, so its
	 * operators are exactly those of {@code pg_catalog}.
	 */
	private static final String ADVANCE = """
			update versioned_schema.backfill b
			set next_page = greatest(next_page, %1$d::bigint), rows_done = rows_done + %2$s,
				rows_total = case when greatest(next_page, %1$d::bigint) < end_page then %3$d::bigint else rows_done + %2$s end,
				batch_pages = %4$d, changed_at = clock_timestamp(), throttled = null,
				skipped = skipped - int8multirange(int8range(%5$d::bigint, %1$d::bigint)) + %6$s::int8multirange
			where run = %7$d::bigint and step_id = %8$s::text and part = %9$s::text
				and file_node is not distinct from pg_relation_filenode(%10$d::oid)::bigint
			returning (select c.paused from versioned_schema.control c where c.base_schema = %11$s::text) as paused,
				(select c.target_batch_millis from versioned_schema.control c where c.base_schema = %11$s::text) as millis,
				skipped::text as skipped, %2$s as filled,
				(pg_catalog.date_part('epoch'::text, clock_timestamp() - transaction_timestamp()) * 1000000::float8)::bigint as took
			""";

	private static final String THROTTLED = """
			update versioned_schema.backfill set throttled = :reason, changed_at = clock_timestamp()
			where run = :run and step_id = :step and part = :part
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

	/** Begins parts, all at once as there may be hundreds. */
	void begin(List<Part> parts) {
		sql(BEGIN).param("parts", names(parts))
			.param("pages", parts.stream().mapToLong(Part::pages).toArray())
			.param("totals", parts.stream().mapToLong((part) -> Math.max(0, Math.round(part.rows()))).toArray())
			.param("files", parts.stream().mapToLong(Part::fileNode).toArray())
			.update();
	}

	/** Returns where parts that were begun are, by their names. */
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

	/** Begins a part again that was rewritten: its rows are elsewhere now. */
	void restart(Part part) {
		sql(RESTART, part).param("end", part.pages()).param("file", part.fileNode()).update();
	}

	/**
	 * Returns the statement that records a batch, for the batch to send with it. It
	 * yields no row when the part has another file than the journal says.
	 * @param range what was done
	 * @param rows how many rows were filled, as an expression
	 * @param total the estimate of all rows of the part
	 * @param left what is left to do in the range, as an expression for a multirange
	 */
	String advancing(Part part, PageRange range, String rows, long total, String left) {
		return ADVANCE.formatted(range.to(), rows, total, range.pages(), range.from(), left, this.run,
				Identifier.literal(this.step), Identifier.literal(part.name()), part.oid(),
				Identifier.literal(this.baseSchema));
	}

	/** Reads what the statement that records a batch yields. */
	static Advance advance(ResultSet row) throws SQLException {
		return new Advance(control(row), ranges(row.getString("skipped")));
	}

	void throttled(Part part, @Nullable String reason) {
		sql(THROTTLED, part).param("reason", reason).update();
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

	private static Control control(ResultSet row) throws SQLException {
		int millis = row.getInt("millis");
		Duration batchTime = row.wasNull() ? null : Duration.ofMillis(millis);
		return new Control(row.getBoolean("paused"), batchTime);
	}

	private static List<PageRange> ranges(String multirange) {
		List<PageRange> ranges = new ArrayList<>();
		RANGE.matcher(multirange).results().map(BackfillStore::range).forEach(ranges::add);
		return ranges;
	}

	private static PageRange range(MatchResult match) {
		return new PageRange(Long.parseLong(match.group(1)), Long.parseLong(match.group(2)));
	}

	/** What the journal says after a batch. */
	record Advance(Control control, List<PageRange> skipped) {
	}

}
