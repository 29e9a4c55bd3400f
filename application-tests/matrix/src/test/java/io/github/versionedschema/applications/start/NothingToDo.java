package io.github.versionedschema.applications.start;

import java.util.Map;

import io.github.versionedschema.applications.matrix.TwoReleases;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;

/**
 * Runs measurements on a database in which the newest version is complete, so that a
 * starting application has nothing to do.
 */
final class NothingToDo {

	/** Number of warm-up rounds, which are not counted. */
	static final int WARM_UP = 1;

	private NothingToDo() {
	}

	/**
	 * Measures several applications one after the other.
	 * @param applications their names
	 * @param head header of the printed table
	 * @param measurement prints the rows of an application
	 */
	static void measure(String[] applications, String head, Measurement measurement) throws Exception {
		int rounds = Integer.getInteger("start.rounds", 10);
		try (EmbeddedServer server = EmbeddedServer.start(Map.of());
				TestDatabase database = server.server().createDatabase()) {
			TwoReleases releases = new TwoReleases(database);
			releases.deployOld();
			releases.expand();
			releases.complete();
			System.out.println(head);
			for (String application : applications) {
				measurement.of(ExtractedApplication.extract(application), database, rounds);
			}
		}
	}

	/** Measures one application. */
	interface Measurement {

		void of(ExtractedApplication application, TestDatabase database, int rounds) throws Exception;

	}

}
