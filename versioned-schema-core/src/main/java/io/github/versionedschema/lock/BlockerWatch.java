package io.github.versionedschema.lock;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.failure.StoppedException;
import io.github.versionedschema.leader.Observer;
import io.github.versionedschema.leader.StopSignal;
import io.github.versionedschema.leader.Watch;
import io.github.versionedschema.postgres.ConnectionSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Observes the blocking sessions while the leader waits, as they cannot be determined
 * afterwards. Uses its own connection and thread until it is closed.
 */
public final class BlockerWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(BlockerWatch.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final ConnectionSource connections;

	private final int pid;

	private final Duration before;

	private final Duration interval;

	private final Consumer<List<Blocker>> listener;

	private final CountDownLatch looking = new CountDownLatch(1);

	private final Watch watch;

	private volatile List<Blocker> last = List.of();

	private boolean closed;

	/**
	 * Creates a watch.
	 * @param before how long to wait before the first query, as shorter waits need no
	 * report
	 * @param interval interval between two queries
	 * @param listener notified of the blocking sessions, on the thread of the watch,
	 * until it is closed
	 */
	public BlockerWatch(ConnectionSource connections, int pid, Duration before, Duration interval,
			Consumer<List<Blocker>> listener) {
		this.connections = connections;
		this.pid = pid;
		this.before = before;
		this.interval = interval;
		this.listener = listener;
		this.watch = Watch.start("versioned-schema-blockers", this::watch);
	}

	/** Returns the blocking sessions that were observed last. */
	List<Blocker> last() {
		return this.last;
	}

	/**
	 * Waits until the watch has started, for a limited time, as a migration continues
	 * without it.
	 */
	void awaitLooking() {
		try {
			if (!this.looking.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				logger.debug("Looking for blocking sessions takes long");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoppedException();
		}
	}

	private void watch(StopSignal stop) {
		stop.pause(this.before);
		try (Connection connection = this.connections.open()) {
			Observer.prepareSession(connection);
			BlockerQuery query = new BlockerQuery(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
			while (!stop.isStopped()) {
				List<Blocker> blockers = query.blockersOf(this.pid);
				this.looking.countDown();
				if (!blockers.isEmpty() && !blockers.equals(this.last)) {
					this.last = blockers;
					report(blockers);
				}
				stop.pause(this.interval);
			}
		}
		catch (SQLException | DataAccessException ex) {
			logger.debug("Cannot determine the blocking sessions", ex);
		}
	}

	/** The leader's thread reports nothing while the watch is open. */
	private synchronized void report(List<Blocker> blockers) {
		if (!this.closed) {
			this.listener.accept(blockers);
		}
	}

	/** Ends the watch. The listener is not called afterwards. */
	@Override
	public void close() {
		synchronized (this) {
			this.closed = true;
		}
		this.watch.close();
	}

}
