package io.github.versionedschema.chains;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;

/**
 * Chains in a database that nobody uses meanwhile.
 */
final class DirectRun {

	private DirectRun() {
	}

	/** Returns the catalogue that they lead to. */
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
