package io.github.versionedschema.versions;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.stream.Stream;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.cases.Spread;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests every operation as the change of a fourth live version, behind two that replaced
 * the columns of all tables: no statement of any version fails while it is added,
 * withdrawn, and added again, and while the older versions are removed one after the
 * other. By default a {@link Part} of a {@link Spread} of the changes runs.
 */
@PostgresTest
class ChangesAmongVersionsTests {

	private static final int VERSIONS = 4;

	/** Of each version. */
	private static final int CLIENTS = 2;

	static Stream<Change> some() {
		return Part.ofThisRun().of(Change.some());
	}

	static Stream<Change> others() {
		return Change.others().stream();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("some")
	void comeAndGoUnderFireWithFourLiveVersions(Change change, TestDatabase database) {
		addAndWithdrawAndRemoveOlder(change, database);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("others")
	@Tag("soak")
	void othersComeAndGoUnderFireWithFourLiveVersions(Change change, TestDatabase database) {
		addAndWithdrawAndRemoveOlder(change, database);
	}

	private static void addAndWithdrawAndRemoveOlder(Change change, TestDatabase database) {
		Releases releases = Releases.installed(database, change.given());
		String sameValues = FirstChange.THE_SAME_VALUES.operations(database);
		Deque<Clients> clients = new ArrayDeque<>();
		try {
			clients.add(Clients.start(database, "v1", change.older(), CLIENTS));
			for (int version = 2; version < VERSIONS; version++) {
				releases.expand(sameValues);
				clients.add(Clients.start(database, "v" + version, change.older(), CLIENTS));
			}
			CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
			addNewest(releases, change, clients);
			stop(clients.removeLast());
			releases.abort();
			assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
			awaitTraffic(clients);
			addNewest(releases, change, clients);
			for (int version = 2; version <= VERSIONS; version++) {
				stop(clients.removeFirst());
				releases.completeTo("v" + version);
				awaitTraffic(clients);
				requireAgreement(releases);
			}
		}
		finally {
			clients.forEach(Clients::close);
		}
		assertThat(clients).allSatisfy((some) -> assertThat(some.failures()).isEmpty());
	}

	/**
	 * A NOT NULL column can move to another table only when the older version is gone.
	 */
	private static void addNewest(Releases releases, Change change, Deque<Clients> clients) {
		try {
			releases.expand(change.operations());
		}
		catch (InvalidPlanException ex) {
			assumeThat(ex).hasMessageNotContaining("made it NOT NULL first");
			throw ex;
		}
		clients.add(Clients.start(releases.database(), "v" + VERSIONS, change.newer(), CLIENTS));
		awaitTraffic(clients);
		requireAgreement(releases);
	}

	private static void requireAgreement(Releases releases) {
		try (VersionedSchema newest = releases.newest()) {
			assertThat(newest.verify()).allSatisfy((verification) -> assertThat(verification.rows())
				.as("%s: %s", verification.rule(), verification.samples())
				.isZero());
		}
	}

	private static void awaitTraffic(Collection<Clients> clients) {
		clients.forEach((some) -> some.awaitStatements(50));
	}

	private static void stop(Clients clients) {
		clients.close();
		assertThat(clients.failures()).isEmpty();
	}

}
