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
 * Ends what a connection is doing, from another thread: the server would go on with a
 * statement of a client that is gone, and keep its locks.
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

	/** The connection was closed by whoever used it. */
	void closed() {
		this.closed.countDown();
	}

	/**
	 * Cancels one statement after the other, as the first request may come between two,
	 * until the connection is closed; cuts it off if that takes long.
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
