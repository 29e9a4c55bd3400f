package io.github.versionedschema.leader;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.failure.StoppedException;

/**
 * Tells the thread that works on the schema to stop, also while it pauses. Given once, it
 * stays. An interrupt means the same.
 */
public final class StopSignal {

	private final CountDownLatch stopped = new CountDownLatch(1);

	/** Asks to stop. */
	public void stop() {
		this.stopped.countDown();
	}

	/** Returns whether to stop. */
	public boolean isStopped() {
		return this.stopped.getCount() == 0;
	}

	/**
	 * Goes on only if nobody asked to stop.
	 * @throws StoppedException otherwise
	 */
	public void check() {
		if (isStopped() || Thread.currentThread().isInterrupted()) {
			throw new StoppedException();
		}
	}

	/**
	 * Waits, unless asked to stop.
	 * @param duration how long
	 * @throws StoppedException as soon as somebody asks to stop
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
