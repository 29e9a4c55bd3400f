package io.github.versionedschema.mistakes;

import java.util.List;

import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a database with a single-byte encoding: the library must not write characters
 * into it other than those of its names.
 */
@PostgresTest
class OtherEncodingTests {

	private static final Change CHANGE = new Change("names with umlauts", """
			create table "größe" (id int primary key, "straße" text);
			insert into "größe" select n, 'ü' || n from generate_series(1, 20) n;
			""",
			"""
					- alter_column: {table: größe, column: straße, up: "straße || 'ß'", down: "rtrim(straße, 'ß')", nullable: false}
					- rename_table: {from: größe, to: maße}
					""",
			List.of(), List.of());

	@Test
	void aDatabaseInLatin1IsExpandedAndCompleted(TestDatabase database) {
		String name = database.name() + "_latin1";
		database.jdbc()
			.sql("create database " + name + " encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0")
			.update();
		try {
			PGSimpleDataSource latin1 = database.dataSource();
			latin1.setDatabaseName(name);
			Release release = Release.installed(latin1::getConnection, CHANGE);
			release.run(Transition.EXPAND);
			release.requireAgreement();
			release.run(Transition.COMPLETE);
			assertThat(JdbcClient.create(latin1)
				.sql("select \"straße\" from \"maße\" where id = 7")
				.query(String.class)
				.single()).isEqualTo("ü7ß");
		}
		finally {
			database.jdbc().sql("drop database " + name + " with (force)").update();
		}
	}

}
