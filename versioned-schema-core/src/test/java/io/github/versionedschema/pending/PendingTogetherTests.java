package io.github.versionedschema.pending;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.cases.Part;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.versions.Releases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that migrations which are pending together lead to the same tables and rows as
 * one after the other, and that aborts restore the catalogue.
 */
@PostgresTest
class PendingTogetherTests {

	/** PostgreSQL writes a constant with all types that it had one after the other. */
	private static final String CASTS = "::[a-z]+( [a-z]+)*(\\[])?|[()]";

	static Stream<CaseFile> completed() {
		return Part.ofThisRun().of(CaseFile.all("pending-together").toList());
	}

	static Stream<CaseFile> aborted() {
		return Part.ofThisRun().inTurnOf(CaseFile.all("pending-together").toList());
	}

	static Stream<CaseFile> series() {
		return CaseFile.all("live-versions");
	}

	@ParameterizedTest
	@MethodSource("completed")
	void completeLeadsWhereTheyLeadOneAfterTheOther(CaseFile pending, TestDatabase database) {
		complete(pending, database);
	}

	@ParameterizedTest
	@MethodSource("series")
	@Tag("soak")
	void seriesOfVersionsLeadWhereTheyLeadOneAfterTheOther(CaseFile series, TestDatabase database) {
		complete(series, database);
	}

	@ParameterizedTest
	@MethodSource("aborted")
	void abortsLeaveNoTrace(CaseFile pending, TestDatabase database) {
		Releases releases = Releases.installed(database, pending.text("given"));
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		pending.migrations().forEach(releases::add);
		releases.expand();
		while (!liveVersions(database).equals(List.of("v1"))) {
			releases.abort();
		}
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
	}

	private static void complete(CaseFile pending, TestDatabase database) {
		Releases releases = Releases.installed(database, pending.text("given"));
		pending.migrations().forEach(releases::add);
		releases.expand();
		releases.complete();
		assertThat(liveVersions(database)).containsExactly("v" + (pending.migrations().size() + 1));
		try (TestDatabase other = database.server().createDatabase()) {
			Releases single = Releases.installed(other, pending.text("given"));
			pending.migrations().forEach((operations) -> {
				single.expand(operations);
				single.complete();
			});
			assertThat(withoutCasts(releases.differencesTo(other))).isEmpty();
			assertThat(rows(database)).isEqualTo(rows(other));
		}
	}

	/** Returns the differences that are not only casts of constants. */
	private static List<String> withoutCasts(List<String> differences) {
		List<String> lines = differences.stream().map((line) -> line.replaceAll(CASTS, "")).toList();
		return lines.stream().filter((line) -> !lines.contains(counterpart(line))).toList();
	}

	private static String counterpart(String line) {
		return (line.startsWith("-") ? "+" : "-") + line.substring(1);
	}

	private static List<String> liveVersions(TestDatabase database) {
		return database.jdbc()
			.sql("select name from versioned_schema.version where state = 'live' order by name")
			.query(String.class)
			.list();
	}

	private static List<String> rows(TestDatabase database) {
		return database.jdbc()
			.sql("""
					select c.relname || ': ' || (xpath('/table/row/r/text()', query_to_xml(format(
						'select string_agg(t::text, E''\\n'' order by t::text) as r from public.%I t', c.relname), false, false, '')))[1]::text
					from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname
					""")
			.query(String.class)
			.list();
	}

}
