package io.github.versionedschema.scripts;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests values that are added to enums.
 */
@PostgresTest
class EnumValueTests {

	private static final Change ADDED = Change
		.withoutClients(CaseFile.of("enum-value/values-of-an-existing-type.yaml"));

	@Test
	void laterOperationsUseANewValue(TestDatabase database) {
		Release release = Release.installed(database, ADDED);
		try (VersionedSchema second = release.second()) {
			assertThat(second.plan().findings()).filteredOn((finding) -> finding.severity() == Severity.WARNING)
				.extracting(Finding::message)
				.anySatisfy((message) -> assertThat(message).contains("\"great\"", "abort does not remove it"));
			assertThat(second.plan().findings()).extracting(Finding::message)
				.contains("Type \"mood\" already has the value \"ok\".");
			second.expand();
			assertThat(values(database)).containsExactly("sad", "it's fine", "ok", "good", "great");
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select n || ' ' || o from t").query(String.class).list())
			.containsExactly("great great", "great great");
	}

	@Test
	void abortLeavesTheValueAndTheNextExpandUsesIt(TestDatabase database) {
		Release release = Release.installed(database, ADDED);
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			assertThat(values(database)).containsExactly("sad", "it's fine", "ok", "good", "great");
			second.expand();
			second.complete(false);
		}
		assertThat(values(database)).containsExactly("sad", "it's fine", "ok", "good", "great");
	}

	@Test
	void aTypeOfTheSameChainGetsAValue(TestDatabase database) {
		Release release = Release.installed(database,
				Change.withoutClients(CaseFile.of("enum-value/a-value-of-a-new-type.yaml")));
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select enum_range(null::size)::text").query(String.class).single())
			.isEqualTo("{small,medium,large}");
	}

	private static List<String> values(TestDatabase database) {
		return database.jdbc().sql("select unnest(enum_range(null::mood))::text").query(String.class).list();
	}

}
