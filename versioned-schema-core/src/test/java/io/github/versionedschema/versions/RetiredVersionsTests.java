package io.github.versionedschema.versions;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.Outcome;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.event.TransitionEvent.CompleteStarted;
import io.github.versionedschema.event.TransitionEvent.VersionKept;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that several versions are retired together.
 */
@PostgresTest
@Tag("thorough")
class RetiredVersionsTests {

	private static final String UNCHANGED = "Nothing was changed.";

	@Test
	void areNamedInOneRefusalIfSessionsUseThem(TestDatabase database) throws SQLException {
		Releases releases = threeLive(database);
		try (Connection first = releases.attached("v1"); Connection second = releases.attached("v2")) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(releases::complete).satisfies((ex) -> {
				assertThat(ex.details()).hasSize(2);
				assertThat(ex.getMessage().lines()).satisfiesExactly(
						(line) -> assertThat(line).startsWith("Version \"v1\" is still in use. Attached: "),
						(line) -> assertThat(line).startsWith("Version \"v2\" is still in use. Attached: "),
						(line) -> assertThat(line).startsWith(UNCHANGED + " Stop these clients"));
				assertThat(ex.getMessage()).containsOnlyOnce(UNCHANGED);
			});
			assertThat(first.isValid(5)).isTrue();
			assertThat(second.isValid(5)).isTrue();
		}
	}

	@Test
	void areReportedWhenTheyAreKeptUntilTheirTurn(TestDatabase database) {
		Releases releases = threeLive(database);
		List<TransitionEvent> events = new ArrayList<>();
		try (VersionedSchema newest = releases.listening(events::add)) {
			newest.complete(false);
		}
		assertThat(events).filteredOn((event) -> event instanceof VersionKept || event instanceof CompleteStarted)
			.containsExactly(new CompleteStarted("public", "v1", "v2", false), new VersionKept("public", "v2", "v3"),
					new CompleteStarted("public", "v2", "v3", false));
	}

	@Test
	void areNotSaidToBeRevertibleWhileCompleteRemovesThem(TestDatabase database) {
		Releases releases = threeLive(database);
		List<Throwable> refusals = new ArrayList<>();
		try (VersionedSchema second = releases.release(2); VersionedSchema newest = releases.listening((event) -> {
			if (event instanceof VersionKept) {
				refusals.add(catchThrowable(() -> releases.attached("v2").close()));
				refusals.add(catchThrowable(second::expand));
			}
		})) {
			newest.complete(false);
		}
		assertThat(refusals).hasSize(2)
			.allSatisfy((refusal) -> assertThat(refusal).hasMessageContainingAll("was retired", "\"v3\"")
				.hasMessageNotContaining("evert"));
	}

	@Test
	void areLiveAgainAfterTheyWereKeptForLongerThanTombstones(TestDatabase database) throws SQLException {
		Releases releases = threeLive(database);
		try (VersionedSchema newest = releases.newest()) {
			newest.retire(false);
		}
		database.jdbc()
			.sql("update versioned_schema.version set retired_at = retired_at - interval '1 year' where state = 'retired'")
			.update();
		releases.expand("- rename_table: {from: t, to: things}");
		try (VersionedSchema newest = releases.newest()) {
			newest.revert();
		}
		try (Connection first = releases.attached("v1"); Connection second = releases.attached("v2")) {
			first.createStatement().execute("insert into t values (1)");
			second.createStatement().execute("update t set a = 2 where id = 1");
		}
		releases.complete();
	}

	@Test
	void areNotSaidToBeTheOnlyOnesIfThereIsNoneBeforeTheGivenVersion(TestDatabase database) {
		Releases releases = threeLive(database);
		try (VersionedSchema newest = releases.newest()) {
			assertThat(newest.retire("v1", false)).isEqualTo(Outcome.nothing("No version before \"v1\" is live."));
			newest.retire(false);
			assertThat(newest.retire(false))
				.isEqualTo(Outcome.nothing("Versions \"v1\", \"v2\" are retired and kept already."));
			newest.complete(false);
			assertThat(newest.retire(false)).isEqualTo(Outcome.nothing("Only version \"v3\" is live."));
		}
	}

	@Test
	void areNoneBeforeTheFirstMigration(TestDatabase database) {
		Releases releases = Releases.prepared(database, "create table t (id int primary key)");
		try (VersionedSchema first = releases.newest()) {
			assertThat(first.retire(false)).isEqualTo(Outcome.nothing("No version is live."));
		}
	}

	@Test
	void areAllNamedIfNoRowLacksTheirValues(TestDatabase database) {
		Releases releases = threeLive(database);
		try (VersionedSchema newest = releases.newest()) {
			assertThat(newest.fill()).isEqualTo(Outcome.nothing("No row lacks values of versions \"v2\", \"v3\"."));
		}
	}

	private static Releases threeLive(TestDatabase database) {
		Releases releases = Releases.installed(database, "create table t (id int primary key)");
		releases.expand("- add_column: {table: t, column: {name: a, type: int, nullable: true}}");
		releases.expand("- add_column: {table: t, column: {name: b, type: int, nullable: true}}");
		return releases;
	}

}
