package io.github.versionedschema.chains;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.plan.write.PlanRig;
import io.github.versionedschema.test.CatalogueSnapshot;
import io.github.versionedschema.test.TestDatabase;
import io.github.versionedschema.test.TestServer;

/**
 * A chain in a database that nobody uses meanwhile.
 */
final class DirectRun {

	private DirectRun() {
	}

	/** Returns the catalogue that it leads to. */
	static CatalogueSnapshot of(Chain chain) {
		try (TestDatabase other = TestServer.shared().createDatabase();
				PlanRig direct = new PlanRig(other, Kind.TYPES + chain.table().sql())) {
			for (String migration : chain.migrations()) {
				Plan planned = direct.plan(true, migration);
				direct.expand(planned).complete(planned).dropNew();
			}
			return CatalogueSnapshot.of(other, "public");
		}
	}

}
