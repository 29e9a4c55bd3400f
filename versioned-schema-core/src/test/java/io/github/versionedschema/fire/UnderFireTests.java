package io.github.versionedschema.fire;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.Verification;
import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Clients;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests every operation: no statement of either version fails in any phase, both versions
 * agree while both are live, and complete leaves no objects of the library on a table.
 * Abort restores the catalogue. One {@link Part} of the changes is completed and the
 * other is aborted.
 */
@PostgresTest
class UnderFireTests {

	static Stream<Change> completed() {
		return Part.ofThisRun().of(Change.all().toList());
	}

	static Stream<Change> aborted() {
		return Part.ofThisRun().inTurnOf(Change.all().toList());
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("completed")
	void expandsAndCompletesUnderFire(Change change, TestDatabase database) {
		Release release = Release.installed(database, change);
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, "01_old", change.older())) {
			awaitTraffic(older);
			second.expand();
			try (Clients newer = Clients.start(database, "02_new", change.newer())) {
				awaitTraffic(newer);
				awaitTraffic(older);
				older.close();
				awaitTraffic(newer);
				assertThat(second.verify()).allSatisfy((verification) -> assertThat(verification.rows())
					.as("%s: %s", verification.rule(), verification.samples())
					.isZero());
				second.complete(false);
				awaitTraffic(newer);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			assertThat(older.failures()).isEmpty();
		}
		assertThat(leftovers(database)).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("aborted")
	void abortsUnderFire(Change change, TestDatabase database) {
		Release release = Release.installed(database, change);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		try (VersionedSchema second = release.second();
				Clients older = Clients.start(database, "01_old", change.older())) {
			second.expand();
			try (Clients newer = Clients.start(database, "02_new", change.newer())) {
				awaitTraffic(newer);
				newer.close();
				assertThat(newer.failures()).isEmpty();
			}
			List<Verification> verifications = second.verify();
			second.abort(false);
			awaitTraffic(older);
			older.close();
			assertThat(older.failures()).isEmpty();
			assertThat(verifications).allSatisfy((verification) -> assertThat(verification.rows()).isZero());
		}
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
		assertThat(leftovers(database)).isEmpty();
	}

	private static void awaitTraffic(Clients clients) {
		clients.awaitStatements(100);
	}

	/**
	 * Returns objects of the library on tables, in used version schemas, and among its
	 * functions.
	 */
	private static List<String> leftovers(TestDatabase database) {
		return database.jdbc()
			.sql("""
						select 'trigger ' || tgname from pg_trigger where tgname like '%versioned_schema%'
						union all
						select 'function ' || proname from pg_proc
						where pronamespace = 'versioned_schema'::regnamespace and proname like 'public\\_0%'
						union all
						select 'view ' || oid::regclass from pg_class where relkind = 'v' and relnamespace::regnamespace::text like 'public\\_0%'
						union all
						select 'column ' || attrelid::regclass || '.' || attname from pg_attribute join pg_class c on c.oid = attrelid
					where attname like '\\_vs\\_%' and not attisdropped and relkind in ('r', 'p')
						union all
						select 'index ' || oid::regclass from pg_class where relname like '\\_vs\\_%'
						""")
			.query(String.class)
			.list();
	}

}
