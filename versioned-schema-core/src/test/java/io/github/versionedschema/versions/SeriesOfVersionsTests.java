package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Spread;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests series of live versions whose changes touch each other: they are withdrawn from
 * the newest on and removed from the oldest on, and leave no trace of each other. By
 * default both in one series are tested for a {@link Spread} of them.
 */
@PostgresTest
class SeriesOfVersionsTests {

	static Stream<CaseFile> versions() {
		return CaseFile.all("live-versions");
	}

	static Stream<CaseFile> some() {
		return Spread.of("live-versions").some().stream();
	}

	static Stream<CaseFile> others() {
		return Spread.of("live-versions").others().stream();
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
	@MethodSource("some")
	void versionsAreWithdrawnAfterOlderOnesAreRemoved(CaseFile versions, TestDatabase database) {
		withdrawAfterRemoval(versions, database);
	}

	@ParameterizedTest
	@MethodSource("others")
	@Tag("soak")
	void otherVersionsAreWithdrawnAfterOlderOnesAreRemoved(CaseFile versions, TestDatabase database) {
		withdrawAfterRemoval(versions, database);
	}

	private static void withdrawAfterRemoval(CaseFile versions, TestDatabase database) {
		int changes = versions.migrations().size();
		try (LiveSeries series = LiveSeries.of(database, versions)) {
			for (int removed = 1; removed < changes; removed++) {
				withdrawAllThatAreLeft(series, removed, changes);
			}
		}
	}

	private static void withdrawAllThatAreLeft(LiveSeries series, int removed, int changes) {
		try (TestDatabase database = series.copy(changes)) {
			Releases releases = withoutOldest(series.releases(changes).over(database), removed);
			for (int left = changes - 1; left >= removed; left--) {
				releases.abort();
				assertThat(differencesToLive(releases, series, removed, left)).isEmpty();
			}
		}
	}

	private static Releases withoutOldest(Releases releases, int removed) {
		releases.completeTo("v" + (removed + 1));
		return releases;
	}

	/** Returns the differences to a database that never had the withdrawn versions. */
	private static List<String> differencesToLive(Releases releases, LiveSeries series, int removed, int left) {
		try (TestDatabase other = series.copy(left)) {
			withoutOldest(series.releases(left).over(other), removed);
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
