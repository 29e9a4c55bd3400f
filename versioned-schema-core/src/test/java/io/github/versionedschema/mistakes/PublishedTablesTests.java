package io.github.versionedschema.mistakes;

import java.util.List;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.release.Change;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests databases with logical-replication subscribers.
 */
@PostgresTest
@Tag("thorough")
class PublishedTablesTests {

	private static final String GIVEN = """
			create table t (id int primary key, n int, name text);
			insert into t select i, i, 'N' || i from generate_series(1, 50) i;
			""";

	private static final String RETYPE = """
			- alter_column: {table: t, column: n, type: bigint, up: "n + 1", down: "(n - 1)::int"}
			- rename_column: {table: t, from: name, to: full_name}
			""";

	@Test
	void worksWhereOnePublicationHasAllTables(TestDatabase database) {
		database.jdbc().sql("create publication everything for all tables").update();
		Release release = Release.installed(database, new Change("retype", GIVEN, RETYPE, List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.abort(false);
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc().sql("select sum(n) from t").query(Integer.class).single()).isEqualTo(1325);
	}

	@Test
	void listsOfColumnsFollowTheirColumns(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("retype", GIVEN + "create publication names for table t (id, name) where (id > 10);", RETYPE,
						List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			second.expand();
			second.complete(false);
		}
		assertThat(database.jdbc()
			.sql("select array_to_string(attnames, ',') || ' ' || rowfilter from pg_publication_tables")
			.query(String.class)
			.single()).isEqualTo("id,full_name (id > 10)");
	}

	@Test
	void planTellsWhatSubscribersWillGet(TestDatabase database) {
		Release release = Release.installed(database,
				new Change("retype", GIVEN + "create publication changes for table t;", RETYPE, List.of(), List.of()));
		try (VersionedSchema second = release.second()) {
			Plan plan = second.plan();
			assertThat(plan).isNotNull();
			assertThat(plan.findings()).extracting(Finding::message)
				.anyMatch((message) -> message
					.startsWith("Publication changes sends the new columns of t too (_vs_n): a subscriber stops"))
				.anyMatch((message) -> message
					.startsWith("From complete on, publication changes sends new values of t under old names (n):"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { """
			- alter_column: {table: t, column: id, nullable: false}
			- set_replica_identity: {table: t, identity: {type: index, index: t_id}}
			""", "- create_constraint: {table: t, name: t_pkey, type: primary_key, columns: [id]}" })
	void rowsAreNotFilledWhileALiveVersionHasAnIdentityThatTheTableGetsAtComplete(String identity,
			TestDatabase database) {
		Release release = Release.installed(database, new Change("identify", """
				create table t (id int, n int);
				create unique index t_id on t (id);
				insert into t select i, i from generate_series(1, 50) i;
				create publication changes for table t;
				""", identity, List.of(), List.of()));
		release.run(Transition.EXPAND);
		try (VersionedSchema third = release
			.third("- alter_column: {table: t, column: n, type: bigint, up: n, down: n::int}")) {
			assertThatThrownBy(third::expand).isInstanceOf(InvalidPlanException.class)
				.hasMessageContaining("is published by changes and has no replica identity")
				.hasMessageContaining("Complete the version that gives it a replica identity first.");
			release.run(Transition.COMPLETE);
			third.expand();
			third.complete(false);
		}
	}

}
