package io.github.versionedschema.leader;

import java.time.Duration;

import io.github.versionedschema.postgres.ConnectionSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks periodically on another connection whether the leader's session still exists.
 * After a network failure, a leader may wait for hours for an answer, while the server
 * has ended its session and another instance is the leader.
 */
public final class LeaderWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LeaderWatch.class);

	private final ConnectionSource connections;

	private final Leadership leadership;

	private final Duration interval;

	private final Watch watch;

	/**
	 * Starts the watch.
	 * @param connections source of the connections for the queries
	 * @param leadership the leadership whose connection is closed when its session no
	 * longer exists on the server
	 * @param interval how often to check
	 */
	public LeaderWatch(ConnectionSource connections, Leadership leadership, Duration interval) {
		this.connections = connections;
		this.leadership = leadership;
		this.interval = interval;
		this.watch = Watch.start("versioned-schema-leader-watch", this::watch);
	}

	private void watch(StopSignal stop) {
		do {
			stop.pause(this.interval);
		}
		while (leads());
		stop.check();
		logger.warn("The session of the leader, pid {}, no longer exists on the server. Its connection is closed",
				this.leadership.pid());
		this.leadership.abandon();
	}

	private boolean leads() {
		try (Observer observer = new Observer(this.connections, this.leadership.baseSchema())) {
			return observer.leader().find().filter((leader) -> leader.pid() == this.leadership.pid()).isPresent();
		}
		catch (RuntimeException ex) {
			logger.debug("Whether pid {} is still the leader could not be determined", this.leadership.pid(), ex);
			return true;
		}
	}

	/** Ends the watch, before the leader releases its lock. */
	@Override
	public void close() {
		this.watch.close();
	}

}
