package io.github.versionedschema.chains;

import io.github.versionedschema.chains.random.Family;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;

/**
 * Runs chains in a database without clients.
 */
final class DirectRun {

	private DirectRun() {
	}

	/** Returns the resulting catalogue. */
	static CatalogueSnapshot of(Family family) {
		try (TestDatabase other = TestServer.shared().createDatabase();
				PlanRig direct = new PlanRig(other, family.sql())) {
			for (String migration : family.migrations()) {
				Plan planned = direct.plan(true, migration);
				direct.expand(planned).complete(planned).dropNew();
			}
			return CatalogueSnapshot.of(other, "public");
		}
	}

}
