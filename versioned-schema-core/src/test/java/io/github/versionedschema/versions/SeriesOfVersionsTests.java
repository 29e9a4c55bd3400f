package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.cases.Spread;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests series of live versions whose changes touch each other: they are withdrawn from
 * the newest on or removed from the oldest on, and leave no trace of each other. By
 * default each series of this {@link Part} ends one way, and a {@link Spread} of them
 * also both ways, one after the other.
 */
@PostgresTest
class SeriesOfVersionsTests {

	private static final Spread SPREAD = Spread.of("live-versions");

	static Stream<CaseFile> some() {
		return Part.ofThisRun().of(SPREAD.some());
	}

	static Stream<CaseFile> others() {
		return SPREAD.others().stream();
	}

	static Stream<Arguments> ends() {
		return Part.ofThisRun().of(ends(0));
	}

	static Stream<Arguments> otherEnds() {
		return ends(1).stream();
	}

	/** Returns all series, each with one of its ends. */
	private static List<Arguments> ends(int first) {
		List<CaseFile> series = Stream.of(SPREAD.some(), SPREAD.others()).flatMap(List::stream).toList();
		return IntStream.range(0, series.size())
			.mapToObj((index) -> arguments(series.get(index), End.values()[(index / 4 + first) % 2]))
			.toList();
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("ends")
	void versionsComeAndGoOneAfterTheOther(CaseFile versions, End end, TestDatabase database) {
		comeAndGo(versions, end, database);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("otherEnds")
	@Tag("soak")
	void versionsComeAndGoTheOtherWay(CaseFile versions, End end, TestDatabase database) {
		comeAndGo(versions, end, database);
	}

	private static void comeAndGo(CaseFile versions, End end, TestDatabase database) {
		Releases releases = Releases.installed(database, versions.text("given"));
		if (end == End.WITHDRAWN) {
			withdrawAll(releases, versions.migrations());
		}
		else {
			removeAll(releases, versions);
		}
	}

	private static void removeAll(Releases releases, CaseFile versions) {
		List<String> operations = versions.migrations();
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

	/** How versions go. */
	enum End {

		/** From the newest on. */
		WITHDRAWN,

		/** From the oldest on. */
		REMOVED

	}

}
