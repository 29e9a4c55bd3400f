package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests series of live versions whose changes touch each other: they are withdrawn from
 * the newest on and removed from the oldest on, and leave no trace of each other.
 */
@PostgresTest
class SeriesOfVersionsTests {

	static Stream<CaseFile> versions() {
		return CaseFile.all("live-versions");
	}

	@ParameterizedTest
	@MethodSource("versions")
	void versionsAreWithdrawnAndRemovedOneAfterTheOther(CaseFile versions, TestDatabase database) {
		Releases releases = Releases.installed(database, versions.text("given"));
		List<String> operations = versions.migrations();
		withdrawAll(releases, operations);
		operations.forEach(releases::expand);
		for (int version = 2; version < operations.size() + 2; version++) {
			releases.completeTo("v" + version);
		}
		assertThat(releases.differencesToDirectRun(versions.text("given"), operations)).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("versions")
	void versionsAreWithdrawnAfterOlderOnesAreRemoved(CaseFile versions, TestDatabase database) {
		List<String> operations = versions.migrations();
		for (int removed = 1; removed < operations.size(); removed++) {
			try (TestDatabase own = database.server().createDatabase()) {
				Releases releases = withoutOldest(own, versions, removed, operations);
				for (int left = operations.size() - 1; left >= removed; left--) {
					releases.abort();
					assertThat(differencesToLive(releases, versions, removed, operations.subList(0, left))).isEmpty();
				}
			}
		}
	}

	private static Releases withoutOldest(TestDatabase database, CaseFile versions, int removed,
			List<String> operations) {
		Releases releases = Releases.installed(database, versions.text("given"));
		operations.forEach(releases::expand);
		releases.completeTo("v" + (removed + 1));
		return releases;
	}

	/** Returns the differences to a database that never had the withdrawn versions. */
	private static List<String> differencesToLive(Releases releases, CaseFile versions, int removed,
			List<String> operations) {
		try (TestDatabase other = releases.database().server().createDatabase()) {
			withoutOldest(other, versions, removed, operations);
			return releases.differencesTo(other);
		}
	}

	private static void withdrawAll(Releases releases, List<String> operations) {
		List<CatalogueSnapshot> before = new ArrayList<>();
		for (String added : operations) {
			before.add(CatalogueSnapshot.of(releases.database(), "public"));
			releases.expand(added);
		}
		Collections.reverse(before);
		for (CatalogueSnapshot snapshot : before) {
			releases.abort();
			assertThat(CatalogueSnapshot.of(releases.database(), "public").changesSince(snapshot)).isEmpty();
		}
	}

}
