package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Cancels the statement of a connection from another thread. Otherwise, the server would
 * continue the statement of a disconnected client and keep its locks.
 */
final class Cancellation {

	private static final Logger logger = LoggerFactory.getLogger(Cancellation.class);

	private static final Duration INTERVAL = Duration.ofMillis(50);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final CountDownLatch closed = new CountDownLatch(1);

	private final Connection connection;

	Cancellation(Connection connection) {
		this.connection = connection;
	}

	/** The thread that used the connection has closed it. */
	void closed() {
		this.closed.countDown();
	}

	/**
	 * Cancels statements until the connection is closed, as a request may arrive between
	 * two statements. Aborts the connection if that takes long.
	 */
	void cancelUntilClosed() {
		try {
			long end = System.nanoTime() + PATIENCE.toNanos();
			while (!this.closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
				if (System.nanoTime() > end) {
					this.connection.abort(Runnable::run);
					return;
				}
				this.connection.unwrap(PGConnection.class).cancelQuery();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (SQLException ex) {
			logger.debug("The leader's statement could not be cancelled", ex);
		}
	}

}
