package io.github.versionedschema.pending;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.SchemaStatus.VersionState;
import io.github.versionedschema.SchemaStatus.VersionStatus;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.StepFailedException;
import io.github.versionedschema.kills.DeathOfTheConnection;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests expands of migrations one of which reads what another changes, so that they
 * become versions one after the other.
 */
@PostgresTest
@Tag("thorough")
class StagedExpandTests {

	private static final String THIRD = "03_third";

	private static final String GIVEN = """
			create table users (id int primary key, city text not null, name text);
			insert into users select n, 'city' || n, 'name' || n from generate_series(1, 60) n;
			""";

	private static final String EXTRACTED = """
			- create_table:
			    name: addresses
			    columns:
			      - {name: user_id, type: int, pk: true, references: {name: addresses_user, table: users, column: id, on_delete: CASCADE}}
			      - {name: city, type: text}
			    up: {table: users, values: {user_id: id, city: city}}
			""";

	private static final String CHANGED = """
			- alter_column: {table: addresses, column: city, up: "'in ' || city", down: "substr(city, 4)"}
			- drop_column: {table: users, column: city, down: {table: addresses, value: addresses.city, where: addresses.user_id = users.id}}
			""";

	private static final List<String> OLDER = List.of("select * from users where id = ?",
			"update users set city = 'older ' || random() where id = ?",
			"update users set name = 'older ' || random() where id = ?",
			"insert into users values (?, 'older', 'older') on conflict (id) do update set city = excluded.city");

	private static final List<String> NEWER = List.of("select * from addresses where user_id = ?",
			"update users set name = 'newer ' || random() where id = ?");

	@Test
	void noStatementOfAnOlderClientFailsWhileVersionsFollowEachOther(TestDatabase database) {
		Release release = Release.installed(database, new Change("extract", GIVEN, EXTRACTED, OLDER, NEWER));
		try (VersionedSchema third = release.third(CHANGED);
				Clients older = Clients.start(database, Release.OLD, OLDER)) {
			older.awaitStatements(100);
			third.expand();
			assertThat(live(third)).containsExactly(Release.OLD, Release.NEW, THIRD);
			try (Clients newer = Clients.start(database, THIRD, NEWER)) {
				newer.awaitStatements(100);
				older.awaitStatements(100);
				older.close();
				assertThat(third.verify()).isNotEmpty()
					.allSatisfy((verification) -> assertThat(verification.rows())
						.as("%s: %s", verification.rule(), verification.samples())
						.isZero());
				third.complete(false);
				newer.awaitStatements(100);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			assertThat(older.failures()).isEmpty();
			assertThat(live(third)).containsExactly(THIRD);
		}
		assertThat(database.jdbc()
			.sql("select count(*) from addresses where city not like 'in %'")
			.query(Integer.class)
			.single()).isZero();
	}

	@Test
	void theNextLeaderContinuesWhereverOneDied(TestDatabase database) {
		Release release = Release.installed(database, new Change("extract", GIVEN, EXTRACTED, OLDER, NEWER));
		Set<String> deaths = new LinkedHashSet<>();
		try (Clients older = Clients.start(database, Release.OLD, OLDER)) {
			int before;
			do {
				before = deaths.size();
				expandUntilDeath(database, release, deaths);
			}
			while (deaths.size() > before);
			older.awaitStatements(100);
			older.close();
			assertThat(older.failures()).isEmpty();
		}
		assertThat(deaths).contains("2 versions, publish@end", "3 versions, publish@end");
		try (VersionedSchema third = release.third(CHANGED)) {
			assertThat(live(third)).containsExactly(Release.OLD, Release.NEW, THIRD);
			assertThat(third.verify()).isNotEmpty()
				.allSatisfy((verification) -> assertThat(verification.rows()).isZero());
			third.complete(false);
		}
	}

	/** The leader dies at the first beginning or end of a step at which none died. */
	private static void expandUntilDeath(TestDatabase database, Release release, Set<String> deaths) {
		AtomicBoolean died = new AtomicBoolean();
		Checkpoints checkpoints = new Checkpoints(release.connections(), (now) -> {
			if ((now.isBeginning() || now.isEnd()) && !died.get() && deaths.add(moment(database, now))) {
				died.set(true);
				DeathOfTheConnection.terminateLeader(database);
			}
		});
		try (VersionedSchema third = release.third(CHANGED, checkpoints)) {
			third.expand();
		}
		catch (LeadershipLostException ex) {
			assertThat(died).isTrue();
		}
	}

	private static String moment(TestDatabase database, Checkpoint checkpoint) {
		int versions = database.jdbc()
			.sql("select count(*) from pg_namespace where nspname like 'public\\_%'")
			.query(Integer.class)
			.single();
		return "%d versions, %s@%s".formatted(versions, checkpoint.step(), checkpoint.isEnd() ? "end" : "beginning");
	}

	@Test
	void thePlanIsThatOfTheFirstVersionAndNamesWhatFollows(TestDatabase database) {
		Release release = Release.installed(database, new Change("extract", GIVEN, EXTRACTED, OLDER, NEWER));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema third = release.third(CHANGED)) {
			Plan plan = Objects.requireNonNull(third.plan());
			assertThat(plan.to()).isEqualTo(Release.NEW);
			assertThat(plan.findings()).extracting(Finding::toString)
				.anyMatch((finding) -> finding.contains("03_third.yaml:2 operation 1 (alter_column)")
						&& finding.contains("a version of their own, \"02_new\", and the other migration is planned"));
			assertThat(third.validate()).isEqualTo(third.validate(true)).containsAll(plan.findings());
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

	@Test
	void mistakesBeforeTheOperationThatWaitsAreReportedBeforeAnythingChanges(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("extract", GIVEN, EXTRACTED + "- drop_index: {name: missing_index}\n", OLDER, NEWER));
		try (VersionedSchema third = release
			.third("- rename_column: {table: users, from: missing_column, to: a}\n" + CHANGED)) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(third::expand)
				.withMessageContainingAll("Nothing was changed.", "missing_index", "missing_column");
			assertThat(live(third)).containsExactly(Release.OLD);
		}
	}

	@Test
	void aMistakeThatIsFoundLaterNamesTheVersionThatIsLive(TestDatabase database) {
		Release release = Release.installed(database, new Change("extract", GIVEN, EXTRACTED, OLDER, NEWER));
		try (VersionedSchema third = release.third(CHANGED.replace("'in ' || city", "missing || city"))) {
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(third::expand)
				.withMessageContainingAll("missing",
						"Version \"02_new\" is live already, from the first of the pending migrations.")
				.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("Nothing was changed."));
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(third::expand)
				.withMessageContaining("Nothing was changed.");
			assertThat(live(third)).containsExactly(Release.OLD, Release.NEW);
		}
		try (VersionedSchema corrected = release.third(CHANGED)) {
			corrected.expand();
			assertThat(live(corrected)).containsExactly(Release.OLD, Release.NEW, THIRD);
		}
	}

	@Test
	void rowsThatPreventALaterVersionLeaveTheFirst(TestDatabase database) {
		Release release = Release.installed(database, new Change("extract", GIVEN, EXTRACTED, OLDER, NEWER));
		try (VersionedSchema third = release.third(CHANGED.replace("'in ' || city", "nullif(city, 'city7')"))) {
			assertThatExceptionOfType(RefusedException.class).isThrownBy(third::expand)
				.withMessageContainingAll("addresses", "Version \"02_new\"", "The next expand continues from there");
			assertThat(live(third)).containsExactly(Release.OLD, Release.NEW);
			database.jdbc().sql("update users set city = 'city' where id = 7").update();
			third.expand();
			assertThat(live(third)).containsExactly(Release.OLD, Release.NEW, THIRD);
		}
	}

	@Test
	void aStepThatFailsUndoesOnlyItsOwnVersion(TestDatabase database) {
		Release release = Release.installed(database, new Change("extract", GIVEN, EXTRACTED, OLDER, NEWER));
		try (VersionedSchema third = release.third(CHANGED + "- sql: {up: select 1 / 0}\n")) {
			assertThatExceptionOfType(StepFailedException.class).isThrownBy(third::expand)
				.withMessageContainingAll("division by zero",
						"Everything that was done for version \"03_third\" was undone", "Version \"02_new\"",
						"The next expand continues from there; abort undoes it.");
			assertThat(live(third)).containsExactly(Release.OLD, Release.NEW);
		}
	}

	private static List<String> live(VersionedSchema schema) {
		return schema.status()
			.versions()
			.stream()
			.filter((version) -> version.state() == VersionState.LIVE)
			.map(VersionStatus::name)
			.toList();
	}

}
