package io.github.versionedschema.plan.write;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.PostgresTest;
import io.github.versionedschema.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests when a replica identity is set.
 */
@PostgresTest
class ReplicaIdentityTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			- set_replica_identity: {table: t, identity: {type: nothing}} | n | n
			- set_replica_identity: {table: t, identity: {type: Full}} | f | f
			- set_replica_identity: {table: t, identity: {type: index, index: t_n_key}} | i t_n_key | i t_n_key
			- set_replica_identity: {table: t, identity: {type: index, index: t_m_key}} | d | i t_m_key
			""")
	void isSetDuringExpandUnlessAColumnCanBeNullUntilComplete(String operation, String expanded, String completed,
			TestDatabase database) {
		try (PlanRig rig = new PlanRig(database,
				"create table t (id int primary key, n int not null unique, m int unique)")) {
			Plan plan = rig
				.plan("- alter_column: {table: t, column: m, nullable: false, up: \"coalesce(m, id)\"}\n" + operation);
			rig.expand(plan);
			assertThat(identity(rig)).isEqualTo(expanded);
			rig.complete(plan);
			assertThat(identity(rig)).isEqualTo(completed);
		}
	}

	private static String identity(PlanRig rig) {
		return rig.jdbc().sql("""
				select concat_ws(' ', relreplident, (select indexrelid::regclass from pg_index
					where indrelid = pg_class.oid and indisreplident)) from pg_class where oid = 't'::regclass
				""").query(String.class).single();
	}

}
