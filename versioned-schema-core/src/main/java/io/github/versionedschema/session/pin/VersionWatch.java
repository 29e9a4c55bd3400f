package io.github.versionedschema.session.pin;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Looks, on threads of its own, whether a version that cannot be used can be used again.
 * Nobody else asks the database meanwhile: pools look ever more rarely, and their callers
 * would wait.
 */
final class VersionWatch implements AutoCloseable {

	private final CountDownLatch end = new CountDownLatch(1);

	/**
	 * Begins to look.
	 * @param what the state of the version, for the thread's name
	 * @param first when to look first
	 * @param longest how often to look in the end; until then pauses double
	 * @param over looks, and says whether there is nothing more to look for
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

	/** Ends all looking. */
	@Override
	public void close() {
		this.end.countDown();
	}

}
