package io.github.versionedschema.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Hand-written statements without regard to clients: they make the same changes to the
 * data as the expand, without any objects that keep two versions live.
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
