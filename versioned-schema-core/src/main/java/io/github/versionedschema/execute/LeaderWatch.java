package io.github.versionedschema.execute;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks now and then by another connection whether a leader still leads. One whose network
 * was cut waits for an answer until its machine gives up, which takes hours, while the
 * server has ended its session and somebody else leads.
 */
public final class LeaderWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(LeaderWatch.class);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final StopSignal stop = new StopSignal();

	private final ConnectionSource connections;

	private final Leadership leadership;

	private final Duration interval;

	private final Thread thread;

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
		this.thread = new Thread(this::watch, "versioned-schema-leader-watch");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	private void watch() {
		try {
			do {
				this.stop.pause(this.interval);
			}
			while (leads());
			this.stop.check();
			logger.warn("The session that leads, pid {}, is gone from the server. Its connection is given up",
					this.leadership.pid());
			this.leadership.abandon();
		}
		catch (StoppedException ex) {
			logger.trace("Enough seen", ex);
		}
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
		this.stop.stop();
		try {
			this.thread.join(PATIENCE.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
