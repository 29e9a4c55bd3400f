package io.github.versionedschema.leader;

import java.sql.SQLException;
import java.time.Duration;

import io.github.versionedschema.failure.DatabaseUnreachableException;
import io.github.versionedschema.failure.LeadershipLostException;
import io.github.versionedschema.failure.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who waits sits out a restart of the server, and goes on. Who never reached the
 * database is not one who waits: that is a mistake, and told at once.
 */
public final class Outage {

	private static final Logger logger = LoggerFactory.getLogger(Outage.class);

	private static final Duration PAUSE = Duration.ofMillis(500);

	private final Duration longest;

	private final StopSignal stop;

	private boolean reached;

	private boolean out;

	private long begin;

	/**
	 * Creates an instance that knows of no outage.
	 * @param longest how long the database may be away
	 * @param stop ends the wait
	 */
	public Outage(Duration longest, StopSignal stop) {
		this.longest = longest;
		this.stop = stop;
	}

	/** The database has answered. */
	public void over() {
		this.reached = true;
		if (this.out) {
			this.out = false;
			logger.info("The database can be reached again, after {} s",
					Duration.ofNanos(System.nanoTime() - this.begin).toSeconds());
		}
	}

	/**
	 * Waits a while, if the failure means that the database has gone away and not for too
	 * long.
	 * @param failure of whatever was tried
	 * @throws RuntimeException the failure otherwise
	 */
	public void sitOut(RuntimeException failure) {
		if (!this.reached || !isLost(failure)) {
			throw failure;
		}
		if (!this.out) {
			this.out = true;
			this.begin = System.nanoTime();
			logger.warn("The database cannot be reached; waiting up to {} s for it to come back: {}",
					this.longest.toSeconds(), failure.getMessage());
		}
		else if (System.nanoTime() - this.begin >= this.longest.toNanos()) {
			throw failure;
		}
		this.stop.pause(PAUSE);
	}

	private static boolean isLost(RuntimeException failure) {
		if (failure instanceof DatabaseUnreachableException || failure instanceof LeadershipLostException) {
			return true;
		}
		SQLException sql = SqlStates.find(failure);
		return sql != null && SqlStates.isConnectionLost(sql);
	}

}
