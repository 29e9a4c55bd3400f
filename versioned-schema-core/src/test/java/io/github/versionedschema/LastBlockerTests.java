package io.github.versionedschema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.journal.LastAction.Result;
import io.github.versionedschema.journal.LastBlocker;
import io.github.versionedschema.test.PostgresTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests that every instance knows what a transition that stopped had waited for.
 */
@PostgresTest
class LastBlockerTests extends FacadeTests {

	@Test
	void isShownByEveryInstanceUntilATransitionSucceeds() throws SQLException {
		execute("create table t (id int primary key)");
		try (VersionedSchema first = schema("01_a")) {
			first.expand();
			first.complete(false);
		}
		try (Connection client = this.database.dataSource().getConnection();
				Statement statement = client.createStatement();
				VersionedSchema schema = schema("01_a", "02_b");
				VersionedSchema other = schema("01_a")) {
			schema.expand();
			client.setAutoCommit(false);
			statement.execute("select from t");
			assertThatExceptionOfType(LockUnavailableException.class).isThrownBy(() -> schema.abort(false));
			SchemaStatus status = other.status();
			LastBlocker blocker = status.lastBlocker();
			assertThat(blocker).isNotNull();
			assertThat(blocker.sessions()).singleElement().asString().contains("idle in transaction", "select from t");
			assertThat(blocker.step()).contains("step add.02_b");
			assertThat(blocker.text()).contains("idle in transaction", "step add.02_b");
			assertThat(status.blocker()).isNull();
			assertThat(status.lastAction()).isNotNull().satisfies((action) -> {
				assertThat(action.result()).isEqualTo(Result.FAILED);
				assertThat(action.details()).hasSize(1);
			});
			client.commit();
			schema.abort(false);
			assertThat(other.status().lastBlocker()).isNull();
			assertThat(other.status().lastAction()).isNotNull()
				.satisfies((action) -> assertThat(action.result()).isEqualTo(Result.DONE));
		}
	}

}
