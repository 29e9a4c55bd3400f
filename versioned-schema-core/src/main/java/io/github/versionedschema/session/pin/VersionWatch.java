package io.github.versionedschema.session.pin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Checks on its own threads whether an unusable version can be used again. Without it,
 * callers would wait, as pools retry at growing intervals.
 */
final class VersionWatch implements AutoCloseable {

	private final CountDownLatch end = new CountDownLatch(1);

	/**
	 * Starts to check.
	 * @param what the state of the version, for the thread's name
	 * @param first when to check first
	 * @param longest the longest pause between checks; pauses double until then
	 * @param over the check, which returns whether no further check is needed
	 */
	void start(String what, Duration first, Duration longest, BooleanSupplier over) {
		Thread thread = new Thread(() -> look(first, longest, over), "versioned-schema-" + what + "-version");
		thread.setDaemon(true);
		thread.start();
	}

	private void look(Duration first, Duration longest, BooleanSupplier over) {
		Duration pause = first;
		try {
			while (!this.end.await(pause.toMillis(), TimeUnit.MILLISECONDS) && !over.getAsBoolean()) {
				Duration longer = pause.multipliedBy(2);
				pause = (longer.compareTo(longest) < 0) ? longer : longest;
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** Ends all checks. */
	@Override
	public void close() {
		this.end.countDown();
	}

}
