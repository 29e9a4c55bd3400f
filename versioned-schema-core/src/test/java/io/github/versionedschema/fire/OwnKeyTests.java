package io.github.versionedschema.fire;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.event.TransitionEvent;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that reference themselves are written while a migration changes their key.
 */
@PostgresTest
class OwnKeyTests {

	private static final String KEY = "- alter_column: {table: t, column: key, type: bigint, up: key + 100, down: (key - 100)::int}\n";

	private static final String OTHER = "- alter_column: {table: t, column: other, type: bigint, up: other + 100, down: (other - 100)::int}\n";

	@ParameterizedTest
	@CsvSource({ "references t (key),,", ",references t (key),", ",,key", ",,other" })
	void rowsAreFilledThatReferenceThemselves(String ofKey, String ofOther, String added, TestDatabase database) {
		String given = "create table t (id int primary key, key int unique %s, other int %s); insert into t values (1, 1, 1);"
			.formatted((ofKey != null) ? ofKey : "", (ofOther != null) ? ofOther : "");
		String operations = KEY + OTHER + ((added != null)
				? "- create_constraint: {table: t, name: own, type: foreign_key, columns: [%s], references: {table: t, columns: [key]}}"
					.formatted(added)
				: "");
		Release release = Release.installed(database, new Change("a key", given, operations, List.of(), List.of()));
		try (VersionedSchema second = release.second((event) -> {
			if (event instanceof TransitionEvent.StepDone done && done.step().equals("guard.t")) {
				database.jdbc().sql("insert into t values (2, 2, 2)").update();
				database.jdbc().sql("update t set key = 3, other = 3 where id = 1").update();
			}
		})) {
			second.expand();
			database.jdbc().sql("insert into t values (4, 4, 4)").update();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select key || ' ' || other from t order by id").query(String.class).list())
			.containsExactly("103 103", "102 102", "104 104");
	}

}
