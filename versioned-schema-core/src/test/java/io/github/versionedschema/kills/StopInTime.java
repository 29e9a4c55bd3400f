package io.github.versionedschema.kills;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.versionedschema.VersionedSchema;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.leader.Leader;
import io.github.versionedschema.release.Checkpoint;
import io.github.versionedschema.release.Checkpoints;
import io.github.versionedschema.release.Release;
import io.github.versionedschema.release.Transition;
import io.github.versionedschema.test.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Orderly stop of a leader, as with a termination signal: within the promised time it has
 * no session left on the server.
 *
 * @param database the database
 * @param release the releases, of which the second leads
 */
record StopInTime(TestDatabase database, Release release) implements Death {

	/** Time within which a stopped leader must have disconnected. */
	static final Duration PROMISED = Duration.ofSeconds(5);

	@Override
	public void during(Transition transition, Checkpoint checkpoint) {
		AtomicBoolean reached = new AtomicBoolean();
		VersionedSchema[] schema = new VersionedSchema[1];
		Checkpoints checkpoints = new Checkpoints(this.release.connections(), (now) -> {
			if (checkpoint.isReachedAt(now) && !reached.getAndSet(true)) {
				new Thread(schema[0]::close, "stop").start();
				await().pollInterval(Duration.ofMillis(1)).until(() -> isStopped(schema[0]));
			}
		});
		schema[0] = this.release.second(checkpoints);
		try {
			transition.run(schema[0]);
		}
		catch (StoppedException ex) {
			// The leader may finish the last step before it detects the stop.
		}
		assertThat(reached).as("%s at %s", transition, checkpoint).isTrue();
		requireNoSessionOfOurs(this.database);
	}

	private static boolean isStopped(VersionedSchema schema) {
		try {
			schema.isUsable();
			return false;
		}
		catch (StoppedException ex) {
			return true;
		}
	}

	static void requireNoSessionOfOurs(TestDatabase database) {
		await().atMost(PROMISED)
			.until(() -> database.jdbc()
				.sql("select count(*) from pg_stat_activity where application_name = ? and datname = current_database()")
				.param(Leader.APPLICATION_NAME)
				.query(Integer.class)
				.single() == 0);
	}

}
