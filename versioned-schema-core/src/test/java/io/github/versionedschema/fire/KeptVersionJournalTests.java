package io.github.versionedschema.fire;

import java.util.ArrayList;
import java.util.List;

import io.github.versionedschema.SchemaStatus.MigrationPhase;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests how a retired and kept version stands in the journal, which older releases read.
 */
@PostgresTest
class KeptVersionJournalTests {

	/**
	 * Instances with an older release of this library read it during a rolling update.
	 */
	@Test
	void isInTheJournalInWordsThatOlderReleasesKnow(TestDatabase database) {
		Release release = Release.installed(database, KeptVersionTests.CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.retire(false);
		}
		assertThat(database.jdbc()
			.sql("select state from versioned_schema.version where name = '01_old'")
			.query(String.class)
			.single()).isEqualTo("retired");
		assertThat(database.jdbc()
			.sql("select phase from versioned_schema.run where to_version = '02_new'")
			.query(String.class)
			.single()).isEqualTo("expanded");
	}

	@Test
	void isShownAsKeptWhileALaterVersionIsExpanded(TestDatabase database) {
		database.jdbc().sql("create table t (id int primary key, a int)").update();
		Release release = Release.adopting(database, "- rename_column: {table: t, from: a, to: b}");
		try (VersionedSchema first = release.firstRelease()) {
			first.expand();
			first.retire(false);
			assertThat(states(first)).containsExactly("=kept", "01_old=live");
		}
		List<List<String>> whileExpanding = new ArrayList<>();
		try (VersionedSchema observer = release.second(); VersionedSchema second = release.second((event) -> {
			if (event instanceof TransitionEvent.ExpandStarted) {
				whileExpanding.add(states(observer));
			}
		})) {
			second.expand();
		}
		assertThat(whileExpanding).containsExactly(List.of("=kept", "01_old=live", "02_new=preparing"));
	}

	private static List<String> states(VersionedSchema schema) {
		return schema.status().versions().stream().map((version) -> version.name() + "=" + version.state()).toList();
	}

	@Test
	void isPossibleWithAJournalThatAnOlderReleaseInstalled(TestDatabase database) {
		Release release = Release.installed(database, KeptVersionTests.CONVERT);
		try (VersionedSchema second = release.second()) {
			second.expand();
		}
		database.jdbc().sql("alter table versioned_schema.run drop column kept_at").update();
		database.jdbc().sql("update versioned_schema.installation set format = 4").update();
		try (VersionedSchema second = release.second()) {
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.EXPANDED);
			second.retire(false);
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.KEPT);
			second.revert();
			second.complete(false);
			assertThat(second.status().phase()).isEqualTo(MigrationPhase.STEADY);
		}
	}

}
