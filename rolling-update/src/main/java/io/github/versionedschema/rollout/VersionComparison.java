package io.github.versionedschema.rollout;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the rows of two live versions. Each comparison is one statement and so uses
 * one snapshot: it is exact even while clients write.
 */
final class VersionComparison {

	private final JdbcClient jdbc;

	VersionComparison(DataSource dataSource) {
		this.jdbc = JdbcClient.create(dataSource);
	}

	Result compare(Release older, Release newer) {
		return switch (newer) {
			case ONE -> throw new IllegalArgumentException("Nothing is older than release 1");
			case TWO ->
				compare(older, newer, "customers", "o.name is distinct from n.full_name", "o.name", "n.full_name")
					.plus(compare(older, newer, "orders", "o.amount_cents is distinct from round(n.amount * 100)",
							"o.amount_cents", "n.amount"));
			case THREE -> compare(older, newer, "customers",
					"o.full_name is distinct from trim(n.first_name || ' ' || n.last_name)", "o.full_name",
					"n.first_name || '|' || n.last_name");
		};
	}

	private Result compare(Release older, Release newer, String table, String differ, String ofOlder, String ofNewer) {
		String rows = """
				from "public_%s".%s o full join "public_%s".%s n using (id)""".formatted(older.version(), table,
				newer.version(), table);
		long[] counts = this.jdbc.sql("""
				select count(*), count(*) filter (where o.id is null or n.id is null or %s)
				%s""".formatted(differ, rows))
			.query((row, number) -> new long[] { row.getLong(1), row.getLong(2) })
			.single();
		List<String> samples = (counts[1] == 0) ? List.of()
				: this.jdbc
					.sql("""
							select format('%s %%s: release %d shows %%s, release %d shows %%s', id, %s, %s)
							%s where o.id is null or n.id is null or %s limit 5""".formatted(table, older.number(),
							newer.number(), ofOlder, ofNewer, rows, differ))
					.query(String.class)
					.list();
		return new Result(counts[0], counts[1], samples);
	}

	/**
	 * The result of a comparison.
	 *
	 * @param rows how many rows were compared
	 * @param differing how many of them differ, or are missing in one version
	 * @param samples some of the differing rows
	 */
	record Result(long rows, long differing, List<String> samples) {

		Result plus(Result other) {
			List<String> all = new ArrayList<>(this.samples);
			all.addAll(other.samples);
			return new Result(this.rows + other.rows, this.differing + other.differing, all);
		}

	}

}
