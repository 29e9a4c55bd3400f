package io.github.versionedschema.leader;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.versionedschema.failure.StoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that observes a condition during other work, until it is done or is closed.
 */
public final class Watch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Watch.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final StopSignal stop = new StopSignal();

	private final Thread thread;

	private Watch(String name, Consumer<StopSignal> look) {
		this.thread = new Thread(() -> watch(look), name);
		this.thread.setDaemon(true);
	}

	/**
	 * Starts the watch.
	 * @param name name of the thread
	 * @param look the task, which repeats its checks and returns when the stop signal is
	 * given
	 * @return the watch, to be closed by the caller
	 */
	public static Watch start(String name, Consumer<StopSignal> look) {
		Watch watch = new Watch(name, look);
		watch.thread.start();
		return watch;
	}

	private void watch(Consumer<StopSignal> look) {
		try {
			look.accept(this.stop);
		}
		catch (StoppedException ex) {
			logger.trace("Enough seen", ex);
		}
	}

	/**
	 * Ends the watch. Waits only for a limited time, as the work continues without it.
	 */
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
