package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.cases.Spread;
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
 * Tests the changes of the round trips, with one live version for each of their
 * migrations, behind another live version that changed all of their tables. By default a
 * {@link Part} of a {@link Spread} of them runs.
 */
@PostgresTest
@Tag("thorough")
class FollowingVersionTests {

	/** Those that are refused behind the other version come last. */
	private static final Spread CHANGES = Spread.of("round-trips", "create keys", "change values of several columns",
			"extract a table", "indexes and foreign keys of a partitioned table");

	static Stream<CaseFile> some() {
		return Part.ofThisRun().of(CHANGES.some());
	}

	static Stream<CaseFile> others() {
		return CHANGES.others().stream();
	}

	static Stream<CaseFile> changes() {
		return CaseFile.all("round-trips");
	}

	@ParameterizedTest
	@MethodSource("some")
	void aChangeBehindAVersionThatReplacesColumnsLeavesNoTraceAndLeadsWhereADirectRunLeads(CaseFile change,
			TestDatabase database) {
		withdrawAndComplete(change, FirstChange.THE_SAME_VALUES, database);
	}

	@ParameterizedTest
	@MethodSource("others")
	@Tag("soak")
	void anotherChangeBehindAVersionThatReplacesColumnsDoesSo(CaseFile change, TestDatabase database) {
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
		assertThat(releases.differencesToDirectRun(change.text("given"), operations)).isEmpty();
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

	private static void withdrawNewest(Releases releases, List<String> operations) {
		String newest = operations.get(operations.size() - 1);
		CatalogueSnapshot before = CatalogueSnapshot.of(releases.database(), "public");
		expand(releases, newest);
		releases.abort();
		assertThat(CatalogueSnapshot.of(releases.database(), "public").changesSince(before)).isEmpty();
		releases.expand(newest);
	}

	/**
	 * An identity can be replaced again, and a NOT NULL column can move to another table,
	 * only when the older version is gone.
	 */
	private static void expand(Releases releases, String operations) {
		try {
			releases.expand(operations);
		}
		catch (InvalidPlanException ex) {
			assumeThat(ex).hasMessageNotContainingAny("cannot be changed again", "made it NOT NULL first");
			throw ex;
		}
	}

}
