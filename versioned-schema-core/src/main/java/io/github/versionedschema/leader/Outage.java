package io.github.versionedschema.leader;

import java.time.Duration;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.kind.FailureKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a waiting instance tolerate a restart of the server. If the database was never
 * reached before, the failure is reported at once, as the configuration is likely wrong.
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
	 * Creates an instance without an outage.
	 * @param longest how long the database may be unreachable
	 * @param stop ends the wait
	 */
	public Outage(Duration longest, StopSignal stop) {
		this.longest = longest;
		this.stop = stop;
	}

	/** Records that the database has answered. */
	public void over() {
		this.reached = true;
		if (this.out) {
			this.out = false;
			logger.info("The database can be reached again, after {} s",
					Duration.ofNanos(System.nanoTime() - this.begin).toSeconds());
		}
	}

	/**
	 * Waits a while if the failure means that the database is unreachable, and the limit
	 * is not exceeded.
	 * @param failure the failure of the last attempt
	 * @throws RuntimeException the given failure otherwise
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
		return FailureKind.of(failure) == FailureKind.UNREACHABLE || SqlStates.isConnectionLost(failure);
	}

}
