package io.github.versionedschema.versions;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests the abort of a version of which the journal has steps that its plan lacks, as
 * another build gave them other IDs.
 */
@PostgresTest
class LostStepsTests {

	private static final Pattern STATEMENT = Pattern.compile("UPDATE versioned_schema.*");

	@Test
	void areReportedBeforeAnythingChangesWithWhatToDo(TestDatabase database) throws SQLException {
		Releases releases = Releases.installed(database, "create table t (id int primary key, boss int)");
		CatalogueSnapshot before = CatalogueSnapshot.of(database, "public");
		releases.expand("- alter_column: {table: t, column: boss, references: {name: k, table: t, column: id}}");
		CatalogueSnapshot expanded = CatalogueSnapshot.of(database, "public");
		database.jdbc()
			.sql("update versioned_schema.step set step_id = replace(step_id, '.t.', '.u.') where step_id like '%.t.k'")
			.update();
		RefusedException refusal = catchThrowableOfType(RefusedException.class, releases::abort);
		assertThat(refusal).hasMessageContaining("Version \"v2\" cannot be undone")
			.hasMessageContaining("lacks steps that were done (foreign_key.u.k)");
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(expanded);
		releases.attached("v2").close();
		Matcher statement = STATEMENT.matcher(refusal.getMessage());
		assertThat(statement.find()).isTrue();
		List.of("alter table t drop constraint k", statement.group())
			.forEach((sql) -> database.jdbc().sql(sql).update());
		releases.abort();
		assertThat(CatalogueSnapshot.of(database, "public")).isEqualTo(before);
	}

}
