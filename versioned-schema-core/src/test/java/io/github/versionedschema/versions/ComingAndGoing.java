package io.github.versionedschema.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

import io.github.versionedschema.release.Clients;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Versions that come and go while clients of each of them work: three follow the first
 * one, the oldest is removed, the newest is withdrawn and comes back, and it remains
 * alone.
 */
final class ComingAndGoing {

	private static final int STATEMENTS = 50;

	private final Releases releases;

	private final List<String> changes;

	private final IntFunction<Clients> start;

	private final List<Clients> clients = new ArrayList<>();

	/**
	 * Creates the course.
	 * @param changes the operations of the second, third and fourth version
	 * @param start starts clients of a version, by its number
	 */
	ComingAndGoing(Releases releases, List<String> changes, IntFunction<Clients> start) {
		this.releases = releases;
		this.changes = changes;
		this.start = start;
	}

	/** Requires that no statement of a client fails. */
	void run() {
		try {
			this.clients.add(this.start.apply(1));
			for (int version = 2; version <= 4; version++) {
				expand(version);
			}
			stop(0);
			this.releases.completeTo("v2");
			work();
			stop(2);
			this.releases.abort();
			work();
			expand(4);
			stop(0);
			stop(0);
			this.releases.complete();
			work();
		}
		finally {
			while (!this.clients.isEmpty()) {
				stop(0);
			}
		}
	}

	private void expand(int version) {
		this.releases.expand(this.changes.get(version - 2));
		this.clients.add(this.start.apply(version));
		work();
	}

	private void work() {
		this.clients.forEach((some) -> some.awaitStatements(STATEMENTS));
	}

	private void stop(int index) {
		Clients some = this.clients.remove(index);
		some.close();
		assertThat(some.failures()).isEmpty();
	}

}
