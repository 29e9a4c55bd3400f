package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What live versions do to each other's changes: every change of the round trips, one
 * live version for each of its migrations, behind another live version that changed all
 * of its tables; and series of versions.
 */
@PostgresTest
class FollowingVersionTests {

	static Stream<CaseFile> changes() {
		return CaseFile.all("round-trips");
	}

	@ParameterizedTest
	@MethodSource("changes")
	void aChangeBehindAVersionThatReplacesColumnsLeavesNoTraceAndLeadsWhereADirectRunLeads(CaseFile change,
			TestDatabase database) {
		withdrawAndComplete(change, FirstChange.THE_SAME_VALUES, database);
	}

	@ParameterizedTest
	@MethodSource("changes")
	@Tag("soak")
	void aChangeBehindAVersionThatAddsColumnsLeavesNoTraceAndLeadsWhereADirectRunLeads(CaseFile change,
			TestDatabase database) {
		withdrawAndComplete(change, FirstChange.A_COLUMN_MORE, database);
	}

	private static void withdrawAndComplete(CaseFile change, FirstChange first, TestDatabase database) {
		Releases releases = Releases.installed(database, change.text("given"));
		List<String> operations = new ArrayList<>();
		operations.add(first.operations(database));
		assumePossible(releases, operations.get(0));
		operations.addAll(change.migrations());
		operations.subList(1, operations.size() - 1).forEach((added) -> expand(releases, added));
		withdrawNewest(releases, operations);
		releases.complete();
		assertThat(differences(database, change, operations)).isEmpty();
	}

	/** What some tables have refuses that all their columns are replaced. */
	private static void assumePossible(Releases releases, String operations) {
		try {
			releases.expand(operations);
		}
		catch (InvalidPlanException ex) {
			assumeThat(ex).as("refused when planned").isNull();
		}
	}

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
		assertThat(differences(database, versions, operations)).isEmpty();
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
					assertThat(differencesToLive(own, versions, removed, operations.subList(0, left))).isEmpty();
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
	private static List<String> differencesToLive(TestDatabase database, CaseFile versions, int removed,
			List<String> operations) {
		try (TestDatabase other = database.server().createDatabase()) {
			withoutOldest(other, versions, removed, operations);
			return differences(database, other);
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

	private static void withdrawNewest(Releases releases, List<String> operations) {
		String newest = operations.get(operations.size() - 1);
		CatalogueSnapshot before = CatalogueSnapshot.of(releases.database(), "public");
		expand(releases, newest);
		releases.abort();
		assertThat(CatalogueSnapshot.of(releases.database(), "public").changesSince(before)).isEmpty();
		releases.expand(newest);
	}

	/** An identity can be replaced again only when the older version is gone. */
	private static void expand(Releases releases, String operations) {
		try {
			releases.expand(operations);
		}
		catch (InvalidPlanException ex) {
			assumeThat(ex).hasMessageNotContaining("cannot be changed again");
			throw ex;
		}
	}

	/**
	 * Returns all differences but the names of NOT NULL constraints, which later servers
	 * have and keep when a table or column is renamed.
	 */
	private static List<String> differences(TestDatabase database, CaseFile change, List<String> operations) {
		try (TestDatabase other = database.server().createDatabase()) {
			Releases.installAtOnce(other, change.text("given"), operations);
			return differences(database, other);
		}
	}

	private static List<String> differences(TestDatabase database, TestDatabase other) {
		return CatalogueSnapshot.of(database, "public")
			.changesSince(CatalogueSnapshot.of(other, "public"))
			.stream()
			.filter((line) -> !line.contains(" | NOT NULL "))
			.toList();
	}

}
