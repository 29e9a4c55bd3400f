package io.github.versionedschema.leader;

import java.time.Duration;

import io.github.versionedschema.postgres.ConnectionSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks now and then by another connection whether a leader still leads. One whose network
 * was cut waits for an answer until its machine gives up, which takes hours, while the
 * server has ended its session and somebody else leads.
 */
public final class LeaderWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LeaderWatch.class);

	private final ConnectionSource connections;

	private final Leadership leadership;

	private final Duration interval;

	private final Watch watch;

	/**
	 * Begins to watch.
	 * @param connections where the connections to ask by come from
	 * @param leadership loses its connection when its session is gone from the server
	 * @param interval how often to ask
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
		logger.warn("The session that leads, pid {}, is gone from the server. Its connection is closed",
				this.leadership.pid());
		this.leadership.abandon();
	}

	private boolean leads() {
		try (Observer observer = new Observer(this.connections, this.leadership.baseSchema())) {
			return observer.leader().find().filter((leader) -> leader.pid() == this.leadership.pid()).isPresent();
		}
		catch (RuntimeException ex) {
			logger.debug("Whether pid {} still leads could not be found out", this.leadership.pid(), ex);
			return true;
		}
	}

	/** Ends the watch, before the leader gives its lock back. */
	@Override
	public void close() {
		this.watch.close();
	}

}
