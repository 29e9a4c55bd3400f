package io.github.versionedschema.versions;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests objects that the user's SQL drops only when a version is completed.
 */
@PostgresTest
class LateDropsTests {

	@Test
	void aTableCanBeDroppedOnceTheVersionIsCompletedThatDropsItsView(TestDatabase database) {
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, n int);
				create view w as select id, n from t;
				create table u (id int primary key);
				""");
		releases.expand("- sql: {up: drop view w, onComplete: true}");
		assertThatThrownBy(() -> releases.expand("- drop_table: {name: t}")).isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining(
					"view public.w depends on it. Complete the version of v2.yaml first, which drops it.");
		releases.completeTo("v2");
		releases.expand();
		releases.complete();
	}

	@Test
	void aColumnCanBeDroppedOnceTheVersionIsCompletedThatDropsItsView(TestDatabase database) {
		Releases releases = Releases.installed(database, """
				create table t (id int primary key, n int);
				create view w as select id, n from t;
				create view "Other" as select id, n from t;
				""");
		releases.expand("- sql: {up: 'create table w_2 (id int); drop view if exists public.w', onComplete: true}");
		assertThatThrownBy(() -> releases.expand("- drop_column: {table: t, column: n}"))
			.isInstanceOf(InvalidPlanException.class)
			.hasMessageContaining("view public.w depends on it. Complete the version of v2.yaml first, which drops it.")
			.hasMessageContaining(
					"view public.\"Other\" depends on it. Drop or change it first, in a migration before this one.");
	}

}
