package io.github.versionedschema.fire;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a table rewrite in the middle of a backfill: every row gets a different location
 * and a different xmin.
 */
@PostgresTest
class RewrittenTableTests {

	private static final int ROWS = 60_000;

	@Test
	void noRowIsTakenForFilledBecauseItWasWrittenAnew(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("rewritten", """
						create table t (id int primary key, n int);
						insert into t select n, n from generate_series(1, %d) n;
						""".formatted(ROWS),
						"- alter_column: {table: t, column: n, type: bigint, up: n * 2, down: (n / 2)::int}", List.of(),
						List.of()));
		AtomicReference<CompletableFuture<Integer>> rewrite = new AtomicReference<>();
		Checkpoints checkpoints = new Checkpoints(release.connections(), (checkpoint) -> {
			if (checkpoint.step().equals("backfill.t") && rewrite.get() == null && filled(database) > 0) {
				rewrite.set(CompletableFuture.supplyAsync(
						() -> database.jdbc().sql("alter table t add extra uuid default gen_random_uuid()").update()));
			}
		});
		try (VersionedSchema second = release.second(checkpoints)) {
			second.expand();
			assertThat(rewrite.get()).isNotNull();
			rewrite.get().join();
			assertThat(filled(database)).isEqualTo(ROWS);
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select sum(n) from t").query(Long.class).single())
			.isEqualTo((long) ROWS * (ROWS + 1));
	}

	private static long filled(TestDatabase database) {
		return database.jdbc().sql("select count(_vs_n) from t").query(Long.class).single();
	}

}
