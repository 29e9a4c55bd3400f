package io.github.versionedschema.release;

import java.util.List;
import java.util.stream.Stream;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the statements of clients in test data never fail without this library,
 * whatever order they come in. A statement that PostgreSQL itself sometimes refuses
 * proves nothing beside a change of the schema.
 */
@PostgresTest
@Tag("soak")
class StatementsOfClientsTests {

	private static final int CLIENTS = 12;

	private static final int STATEMENTS = 20_000;

	static Stream<Change> olderClients() {
		return Stream.of("changes", "failing-expands/values", "failing-expands/keys")
			.flatMap(CaseFile::all)
			.map((file) -> new Change(file.name(), file.text("given"), "[]", file.texts("older"), List.of()));
	}

	@ParameterizedTest
	@MethodSource("olderClients")
	void statementsOfOlderClientsSucceedWithoutTheLibrary(Change change, TestDatabase database) {
		database.jdbc().sql(change.given()).update();
		requireSuccess(database, change.older());
	}

	@ParameterizedTest
	@MethodSource("io.github.versionedschema.release.Change#all")
	void statementsOfNewerClientsSucceedWithoutTheLibrary(Change change, TestDatabase database) {
		Release release = Release.installed(database, change);
		release.run(Transition.EXPAND);
		release.run(Transition.COMPLETE);
		requireSuccess(database, change.newer());
	}

	private static void requireSuccess(TestDatabase database, List<String> statements) {
		try (Clients clients = Clients.start(database, null, statements, CLIENTS)) {
			clients.awaitStatements(STATEMENTS);
			assertThat(clients.failures()).isEmpty();
		}
	}

}
