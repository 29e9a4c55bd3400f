package io.github.versionedschema.applications.start;

import java.util.Map;

import io.github.versionedschema.applications.matrix.TwoReleases;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;

/**
 * A database in which the applications' newest version is complete, so that whoever
 * starts on it has nothing to do.
 */
final class NothingToDo {

	/** Rounds that are not counted, at the beginning. */
	static final int WARM_UP = 1;

	private NothingToDo() {
	}

	/**
	 * Measures applications one after the other.
	 * @param applications their names
	 * @param head of the table that is printed
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
