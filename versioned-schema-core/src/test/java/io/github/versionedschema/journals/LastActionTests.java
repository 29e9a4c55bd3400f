package io.github.versionedschema.journals;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.journal.ActionStore;
import io.github.versionedschema.journal.LastAction;
import io.github.versionedschema.journal.LastAction.Result;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that every instance knows what became of the last transition.
 */
@PostgresTest
class LastActionTests {

	private static Release expanded(TestDatabase database) {
		Release release = new Release(() -> database.dataSource().getConnection(), """
				operations:
				  - sql: {up: "create table customers (id int primary key, name text)"}
				""", """
				operations:
				  - drop_column: {table: customers, column: name}
				""");
		try (VersionedSchema first = release.firstRelease()) {
			first.expand();
		}
		release.run(Transition.EXPAND);
		return release;
	}

	@Test
	void everyInstanceShowsTheResult(TestDatabase database) {
		Release release = expanded(database);
		try (VersionedSchema first = release.firstRelease(); VersionedSchema second = release.second()) {
			assertThat(first.status().lastAction()).isNull();
			second.complete(false);
			LastAction action = first.status().lastAction();
			assertThat(action).isNotNull();
			assertThat(action.action()).isEqualTo("complete");
			assertThat(action.result()).isEqualTo(Result.DONE);
			assertThat(action.message()).contains("Only version \"02_new\" is live now.");
			assertThat(action.finishedAt()).isAfterOrEqualTo(action.startedAt());
			second.abort(false);
			assertThat(first.status().lastAction()).satisfies((last) -> {
				assertThat(last.action()).isEqualTo("abort");
				assertThat(last.result()).isEqualTo(Result.NOTHING);
			});
		}
	}

	@Test
	void everyInstanceShowsARefusalWithItsDetails(TestDatabase database) throws SQLException {
		Release release = expanded(database);
		try (Connection client = database.dataSource().getConnection();
				Statement statement = client.createStatement();
				VersionedSchema first = release.firstRelease();
				VersionedSchema second = release.second()) {
			statement.execute("set search_path to public_01_old, public; select versioned_schema.attach('01_old')");
			assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> second.complete(false));
			assertThat(first.status().lastAction()).satisfies((last) -> {
				assertThat(last.result()).isEqualTo(Result.REFUSED);
				assertThat(last.reason()).isEqualTo("SESSIONS_ATTACHED");
				assertThat(last.details()).hasSize(1).first().asString().contains("pid=");
			});
		}
	}

	@Test
	void anActionWhoseLeaderIsGoneHasFailed(TestDatabase database) {
		Release release = expanded(database);
		ActionStore store = new ActionStore(database.jdbc(), "public");
		store.action(LastAction.begun("complete", "a-host"));
		try (VersionedSchema first = release.firstRelease()) {
			assertThat(first.status().lastAction()).satisfies((last) -> {
				assertThat(last.result()).isEqualTo(Result.FAILED);
				assertThat(last.message()).contains("Its instance ended", "Start complete again, which resumes.");
				assertThat(last.host()).isEqualTo("a-host");
				assertThat(last.finishedAt()).isNotNull();
			});
		}
	}

}
