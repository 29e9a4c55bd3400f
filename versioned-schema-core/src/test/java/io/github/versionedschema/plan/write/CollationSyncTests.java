package io.github.versionedschema.plan.write;

import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

import static io.github.versionedschema.plan.write.Syncing.expanded;
import static io.github.versionedschema.plan.write.Syncing.row;
import static io.github.versionedschema.plan.write.Syncing.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests columns whose collation differs between the versions.
 */
@PostgresTest
class CollationSyncTests {

	private static final String WORDS = """
			create collation any_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
			create table t (id int primary key, word text collate "C" unique);
			insert into t values (1, 'apple'), (2, 'Banana'), (3, 'cherry');
			""";

	@Test
	void eachVersionSortsByItsCollation(TestDatabase database) {
		try (PlanRig rig = expanded(database, WORDS,
				"- alter_column: {table: t, column: word, type: 'varchar(20) COLLATE \"de-x-icu\"', down: word}")) {
			run(rig.newer(), "insert into t (id, word) values (4, 'Date')");
			run(rig.older(), "insert into t values (5, 'elder')");
			assertThat(sorted(rig.older())).isEqualTo("Banana,Date,apple,cherry,elder");
			assertThat(sorted(rig.newer())).isEqualTo("apple,Banana,cherry,Date,elder");
		}
	}

	@Test
	void eachVersionComparesByItsCollation(TestDatabase database) {
		try (PlanRig rig = expanded(database, WORDS,
				"- alter_column: {table: t, column: word, type: text collate any_case}")) {
			run(rig.newer(), "update t set word = 'APPLE' where word = 'Apple'");
			assertThat(row(rig.older(), "t", 1)).containsEntry("word", "APPLE");
			run(rig.older(), "update t set word = 'Apple' where word = 'APPLE'");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("word", "Apple");
			assertThatExceptionOfType(DuplicateKeyException.class)
				.isThrownBy(() -> run(rig.newer(), "insert into t (id, word) values (4, 'BANANA')"));
		}
	}

	@Test
	void textsKeepTheirCollationIfTheTypeHasNone(TestDatabase database) {
		try (PlanRig rig = expanded(database,
				WORDS + "create type text_size as enum ('S', 'L');"
						+ "create table sizes (id int primary key, size text collate \"C\")",
				"""
						- alter_column: {table: t, column: word, type: varchar(20), down: word}
						- alter_column: {table: sizes, column: size, type: text_size, up: size::text_size, down: size::text}
						""")) {
			assertThat(sorted(rig.newer())).isEqualTo("Banana,apple,cherry");
			run(rig.newer(), "insert into sizes values (1, 'S')");
			assertThat(row(rig.older(), "sizes", 1)).containsEntry("size", "S");
		}
	}

	@Test
	void expressionsUseTheCollationsOfTheirColumns(TestDatabase database) {
		try (PlanRig rig = expanded(database, WORDS + "alter table t alter word type text collate any_case",
				"""
						- add_column: {table: t, column: {name: fruit, type: boolean, nullable: true}, up: "word in ('APPLE', 'BANANA')"}
						- create_constraint: {table: t, name: no_date, type: check, check: "word <> 'DATE'"}
						""")) {
			run(rig.older(), "insert into t values (4, 'banana split'), (5, 'Date')");
			assertThat(row(rig.newer(), "t", 1)).containsEntry("fruit", true);
			assertThat(row(rig.newer(), "t", 3)).containsEntry("fruit", false);
			assertThat(row(rig.newer(), "t", 4)).containsEntry("fruit", false);
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> run(rig.newer(), "insert into t (id, word) values (6, 'date')"));
		}
	}

	private static String sorted(JdbcClient client) {
		return client.sql("select string_agg(word, ',' order by word) from t").query(String.class).single();
	}

}
