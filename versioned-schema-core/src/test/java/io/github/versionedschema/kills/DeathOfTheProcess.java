package io.github.versionedschema.kills;

import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.TestDatabase;

/**
 * Death of a leader whose process is killed. The next process is started in advance, as
 * it takes longer to start than to do its work.
 */
final class DeathOfTheProcess implements Death {

	private final TestDatabase database;

	private final Release release;

	private ReleaseProcess next;

	DeathOfTheProcess(TestDatabase database, Release release) {
		this.database = database;
		this.release = release;
		this.next = ReleaseProcess.start(database, release);
	}

	@Override
	public void during(Transition transition, Checkpoint checkpoint) {
		try (ReleaseProcess process = this.next) {
			this.next = ReleaseProcess.start(this.database, this.release);
			process.begin(transition);
			process.goOnUntil(checkpoint);
			process.kill();
		}
	}

	@Override
	public void close() {
		this.next.close();
	}

}
