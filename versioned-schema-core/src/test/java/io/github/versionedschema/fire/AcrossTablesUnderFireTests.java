package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.RepeatedTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that values which one table has from another agree while clients of both versions
 * change both tables.
 */
@PostgresTest
class AcrossTablesUnderFireTests {

	private static final Change MOVE = Change.named("move a column to another table").findFirst().orElseThrow();

	@RepeatedTest(2)
	void aMovedColumnIsTheSameInBothVersions(TestDatabase database) {
		Release release = Release.installed(database, MOVE);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, "01_old", MOVE.older())) {
			older.awaitStatements(100);
			second.expand();
			try (Clients newer = Clients.start(database, "02_new", MOVE.newer())) {
				newer.awaitStatements(1500);
				older.close();
				newer.close();
				assertThat(newer.failures()).isEmpty();
				assertThat(older.failures()).isEmpty();
				assertThat(disagreeing(database)).isEmpty();
			}
			second.complete(false);
		}
	}

	private static List<String> disagreeing(TestDatabase database) {
		return database.jdbc().sql("""
				select concat_ws(', ', id, users.email, profiles.email)
				from users join profiles on user_id = id
				where users.email is distinct from profiles.email
				""").query(String.class).list();
	}

}
