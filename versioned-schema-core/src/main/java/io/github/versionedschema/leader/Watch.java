package io.github.versionedschema.leader;

import java.time.Duration;
import java.util.function.Consumer;

import io.github.versionedschema.failure.StoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that looks at something beside the work until it has seen enough or is closed.
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
	 * Begins to watch.
	 * @param name of the thread
	 * @param look looks again and again, and ends as soon as it is told to stop
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

	/** Ends the watch, but does not wait for ever: the work goes on without it. */
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
