package io.github.versionedschema.backfill;

import java.util.List;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which columns a batch assigns to themselves, and that this has no other effect.
 */
@PostgresTest
class IndexedColumnsTests {

	private static List<String> assignable(TestDatabase database, String table, String... filled) {
		JdbcClient jdbc = database.jdbc();
		List<Part> parts = new PartQuery(jdbc).partsOf("public", table);
		return new IndexedColumns(jdbc).assignable(parts.get(0), List.of(filled));
	}

	@Test
	void takesKeyColumnsOfPlainIndexes(TestDatabase database) {
		database.jdbc().sql("""
				create table t (id int primary key, a int, "B c" text, included int, other int);
				create index on t (a, "B c") include (included);
				""").update();
		assertThat(assignable(database, "t")).containsExactly("a", "\"B c\"");
		assertThat(assignable(database, "t", "a")).containsExactly("\"B c\"");
	}

	@Test
	void leavesOutWhatSomebodyCouldNotice(TestDatabase database) {
		database.jdbc()
			.sql("""
					create table t (id int generated always as identity, a int, email text, watched int, j jsonb, primary key (id, a));
					create unique index on t (email);
					create index on t (id); create index on t (a); create index on t (email); create index on t (watched);
					create index on t using gin (j);
					create function f() returns trigger language plpgsql as 'begin return new; end';
					create trigger watch before update of watched on t for each row execute function f();
					""")
			.update();
		assertThat(assignable(database, "t")).isEmpty();
	}

	@Test
	void leavesTablesWithGeneratedColumnsAlone(TestDatabase database) {
		database.jdbc().sql("""
				create table t (id int primary key, a int, twice int generated always as (a * 2) stored);
				create index on t (a);
				""").update();
		assertThat(assignable(database, "t")).isEmpty();
	}

}
