package io.github.versionedschema.versions;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests that objects are tried with the new type of a column before anything changes,
 * also if an older live version replaces the column, too.
 */
@PostgresTest
@Tag("thorough")
class NewTypesAmongVersionsTests {

	private static final String TO_BIGINT = "- alter_column: {table: t, column: a, type: bigint, down: a::int}";

	private static final String TO_TEXT = "- alter_column: {table: t, column: a, type: text, up: a::text, down: a::bigint}";

	@Test
	void aViewIsRefusedThatFitsOnlyTheTypeOfAnOlderVersion(TestDatabase database) {
		Releases releases = given(database, "create view large as select id, a from t where a > 10");
		releases.expand(TO_BIGINT);
		assertThatThrownBy(() -> releases.expand(TO_TEXT)).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining("view public.large uses it and does not fit the new type")
			.hasMessageContaining("operator does not exist: text > integer");
		releases.completeTo("v2");
		assertThatThrownBy(releases::expand).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining("operator does not exist: text > integer");
	}

	@Test
	void aFunctionAPolicyAndATriggerAreRefused(TestDatabase database) {
		Releases releases = given(database, """
				create function total() returns numeric language sql return (select sum(a) from t);
				create policy p on t using (a > 1);
				create function touch() returns trigger language plpgsql as 'begin return new; end';
				create trigger touch before update on t for each row when (new.a > 2) execute function touch();
				""");
		releases.expand(TO_BIGINT);
		assertThatThrownBy(() -> releases.expand(TO_TEXT)).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining("function total() uses it and does not fit the new type")
			.hasMessageContaining("policy p on table t uses it")
			.hasMessageContaining("trigger touch on table t uses it");
	}

	@Test
	void aThirdVersionIsTriedAlsoAfterTheFirstIsCompleted(TestDatabase database) {
		Releases releases = given(database, "create view large as select id, a from t where a <> 10");
		releases.expand(TO_BIGINT);
		releases.expand("- alter_column: {table: t, column: a, type: numeric, down: a::bigint}");
		releases.completeTo("v2");
		assertThatThrownBy(() -> releases.expand(TO_TEXT)).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining("operator does not exist: text <> integer");
	}

	@Test
	void aViewThatGroupsByAKeyWhichIsReplacedTwiceFits(TestDatabase database) {
		String views = "create view counted as select id, a, count(*) from t group by id;"
				+ "create view shown as select a::text as a from t";
		Releases releases = given(database, views);
		String wider = "- alter_column: {table: t, column: id, type: bigint, down: id::int}\n" + TO_BIGINT;
		String widest = "- alter_column: {table: t, column: id, type: numeric, down: id::bigint}\n"
				+ "- alter_column: {table: t, column: a, type: text, up: a::text, down: a::bigint}";
		releases.expand(wider);
		releases.expand(widest);
		releases.complete();
		assertThat(database.jdbc()
			.sql("select pg_typeof(id)::text || pg_typeof(a)::text from counted")
			.query(String.class)
			.list()).containsOnly("numerictext");
	}

	private static Releases given(TestDatabase database, String objects) {
		return Releases.installed(database,
				"create table t (id int primary key, a int); insert into t values (1, 1), (2, 20);\n" + objects);
	}

}
