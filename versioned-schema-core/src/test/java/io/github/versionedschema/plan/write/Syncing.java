package io.github.versionedschema.plan.write;

import java.util.Map;

import io.github.versionedschema.cases.CaseFile;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.test.TestDatabase;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables whose versions are synchronized, for tests of single writes.
 */
final class Syncing {

	private Syncing() {
	}

	static PlanRig expanded(TestDatabase database, CaseFile file) {
		return expanded(database, file.text("given"), file.operations());
	}

	static PlanRig expanded(TestDatabase database, String given, String operations) {
		PlanRig rig = new PlanRig(database, given);
		Plan plan = rig.plan(operations);
		assertThat(rig.check(plan)).isEmpty();
		return rig.expand(plan);
	}

	static Map<String, Object> row(JdbcClient client, String table, int id) {
		return client.sql("select * from " + table + " where id = ?").param(id).query().singleRow();
	}

	static void run(JdbcClient client, String sql) {
		client.sql(sql).update();
	}

}
