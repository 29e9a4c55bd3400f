package io.github.versionedschema.plan.write;

import io.github.versionedschema.plan.InvalidPlanException;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Tests refusals of what only newer servers have. The folder {@code mistakes} has those
 * of all servers.
 */
@PostgresTest
class PlanRefusalTests {

	@ParameterizedTest
	@ValueSource(strings = { """
			- alter_column: {table: t, column: n, type: bigint, down: n::int}
			- rename_column: {table: t, from: n, to: m}
			- rename_constraint: {table: t, from: t_n_not_null, to: given}
			""", """
			- rename_constraint: {table: t, from: t_n_not_null, to: given}
			- alter_column: {table: t, column: n, type: bigint, down: n::int}
			""", """
			- alter_column: {table: t, column: n, nullable: true, down: "coalesce(n, 0)"}
			- rename_constraint: {table: t, from: t_n_not_null, to: given}
			""" })
	void theNameOfANotNullConstraintDoesNotMoveToAReplacement(String operations, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, "create table t (id int primary key, n int not null)")) {
			assumeTrue(rig.jdbc()
				.sql("select exists (select from pg_constraint where contype = 'n')")
				.query(Boolean.class)
				.single(), "NOT NULL has a name from PostgreSQL 18 on");
			assertThatExceptionOfType(InvalidPlanException.class).isThrownBy(() -> rig.plan(operations))
				.withMessageContaining("The NOT NULL constraint \"t_n_not_null\" of table \"t\" is");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "primary key", "unique" })
	void aKeyWithoutOverlapsDoesNotBecomeAnotherConstraint(String kind, TestDatabase database) {
		try (PlanRig rig = new PlanRig(database, "create table t (id int, valid daterange, n int)")) {
			assumeTrue(rig.jdbc()
				.sql("select current_setting('server_version_num')::int >= 180000")
				.query(Boolean.class)
				.single(), "PostgreSQL 18 has keys without overlaps");
			rig.jdbc().sql("create extension btree_gist").update();
			rig.jdbc().sql("alter table t add constraint k %s (id, valid without overlaps)".formatted(kind)).update();
			assertThatExceptionOfType(InvalidPlanException.class)
				.isThrownBy(() -> rig.plan("- alter_column: {table: t, column: id, type: bigint, down: id::int}"))
				.withMessageContaining(
						"column \"id\" changes its values, and key k has a part WITHOUT OVERLAPS. Drop the key first and add it again later.");
			rig.plan("- alter_column: {table: t, column: n, type: bigint, down: n::int}");
		}
	}

}
