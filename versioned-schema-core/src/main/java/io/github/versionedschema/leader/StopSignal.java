package io.github.versionedschema.leader;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.failure.StoppedException;

/**
 * Tells the thread that works on the schema to stop, even while it pauses. The signal
 * cannot be withdrawn. An interrupt has the same effect.
 */
public final class StopSignal {

	private final CountDownLatch stopped = new CountDownLatch(1);

	/** Gives the signal to stop. */
	public void stop() {
		this.stopped.countDown();
	}

	/** Returns whether the signal was given. */
	public boolean isStopped() {
		return this.stopped.getCount() == 0;
	}

	/**
	 * Returns only if the signal was not given.
	 * @throws StoppedException otherwise
	 */
	public void check() {
		if (isStopped() || Thread.currentThread().isInterrupted()) {
			throw new StoppedException();
		}
	}

	/**
	 * Waits until the time has passed or the signal is given.
	 * @param duration how long
	 * @throws StoppedException as soon as the signal is given
	 */
	public void pause(Duration duration) {
		try {
			if (this.stopped.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
				throw new StoppedException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StoppedException();
		}
	}

}
