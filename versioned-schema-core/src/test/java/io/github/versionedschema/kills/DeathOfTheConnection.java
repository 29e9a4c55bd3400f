package io.github.versionedschema.kills;

import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.EmbeddedServer;
import io.github.versionedschema.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Death of a leader in this process that loses its connection.
 *
 * @param release the releases, of which the second leads
 * @param cut terminates the connection
 */
public record DeathOfTheConnection(Release release, Runnable cut) implements Death {

	/** The server process of the leader is terminated. */
	static Death byTermination(TestDatabase database, Release release) {
		return new DeathOfTheConnection(release, () -> terminateLeader(database));
	}

	/** The server crashes and starts again. */
	static Death byCrash(EmbeddedServer server, Release release) {
		return new DeathOfTheConnection(release, () -> {
			server.stopImmediately();
			server.restart();
		});
	}

	public static void terminateLeader(TestDatabase database) {
		database.jdbc()
			.sql("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ? and datname = current_database()")
			.param(Leader.APPLICATION_NAME)
			.query()
			.listOfRows();
	}

	@Override
	public void during(Transition transition, Checkpoint checkpoint) {
		AtomicBoolean reached = new AtomicBoolean();
		Checkpoints checkpoints = new Checkpoints(this.release.connections(), (now) -> {
			if (checkpoint.isReachedAt(now) && !reached.getAndSet(true)) {
				this.cut.run();
			}
		});
		try (VersionedSchema schema = this.release.second(checkpoints)) {
			assertThatExceptionOfType(LeadershipLostException.class).as("%s at %s", transition, checkpoint)
				.isThrownBy(() -> transition.run(schema));
		}
		assertThat(reached).as("%s at %s", transition, checkpoint).isTrue();
	}

}
