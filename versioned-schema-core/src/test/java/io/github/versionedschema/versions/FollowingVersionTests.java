package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

/**
 * Every change of the round trips, one live version for each of its migrations, behind
 * another live version that changed all of its tables.
 */
@PostgresTest
class FollowingVersionTests {

	static Stream<Arguments> changes() {
		return CaseFile.all("round-trips")
			.flatMap((change) -> Stream.of(FirstChange.values()).map((first) -> Arguments.of(change, first)));
	}

	@ParameterizedTest(name = "{0} behind {1}")
	@MethodSource("changes")
	void abortLeavesNoTraceAndCompleteLeadsWhereADirectRunLeads(CaseFile change, FirstChange first,
			TestDatabase database) {
		Releases releases = Releases.installed(database, change.text("given"));
		List<String> operations = new ArrayList<>();
		operations.add(first.operations(database));
		assumeThatCode(() -> releases.expand(operations.get(0))).doesNotThrowAnyException();
		operations.addAll(change.migrations());
		String newest = operations.get(operations.size() - 1);
		operations.subList(1, operations.size() - 1).forEach(releases::expand);
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		releases.expand(newest);
		releases.abort();
		assertThat(CatalogueSnapshot.of(database, "public").changesSince(before)).isEmpty();
		releases.expand(newest);
		releases.complete();
		try (TestDatabase other = database.server().createDatabase()) {
			Releases.installAtOnce(other, change.text("given"), operations);
			assertThat(CatalogueSnapshot.of(database, "public").changesSince(CatalogueSnapshot.of(other, "public")))
				.isEmpty();
		}
	}

}
