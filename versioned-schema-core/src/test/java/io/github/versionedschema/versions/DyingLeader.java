package io.github.versionedschema.versions;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.release.Checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs transitions of the newest release whose leader loses its connection once in every
 * step. The next leader goes on.
 *
 * @param releases the releases
 */
record DyingLeader(Releases releases) {

	/**
	 * Runs a transition to its end, and returns how many leaders died.
	 * @param statement the statement of each step before which its leader dies, from 1
	 * @param transition the transition
	 */
	int run(int statement, Consumer<VersionedSchema> transition) {
		Set<Checkpoint> deaths = new HashSet<>();
		boolean done = false;
		while (!done) {
			int before = deaths.size();
			try (VersionedSchema schema = this.releases.newest((now) -> dieOnce(now, statement, deaths))) {
				transition.accept(schema);
				done = true;
			}
			catch (LeadershipLostException ex) {
				assertThat(deaths).as("deaths until %s", ex).hasSizeGreaterThan(before);
			}
		}
		return deaths.size();
	}

	private void dieOnce(Checkpoint now, int statement, Set<Checkpoint> deaths) {
		if (now.number() == statement && deaths.add(now)) {
			this.releases.database().jdbc().sql("""
					select pg_terminate_backend(pid, 5000) from pg_stat_activity
					where application_name = ? and datname = current_database()
					""").param(Leader.APPLICATION_NAME).query().listOfRows();
		}
	}

}
