package io.github.versionedschema.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What one would write by hand, without regard to clients: everything that the expand
 * does to the data, and nothing of what keeps two versions alive.
 */
final class HandWritten {

	private static final List<String> STATEMENTS = List.of("alter table items add column amount_new numeric(12,2)",
			"update items set amount_new = amount / 100.0", "create index items_amount_new_idx on items (amount_new)");

	private HandWritten() {
	}

	static double seconds(BenchmarkServer server) {
		try (BenchmarkDatabase database = server.copyOfTemplate(); Connection connection = database.open()) {
			long start = System.nanoTime();
			STATEMENTS.forEach((statement) -> BenchmarkDatabase.execute(connection, statement));
			return Stopwatch.secondsSince(start);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
