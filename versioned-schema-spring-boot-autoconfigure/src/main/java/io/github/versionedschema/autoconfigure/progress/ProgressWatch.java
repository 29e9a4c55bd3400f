package io.github.versionedschema.autoconfigure.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.versionedschema.SchemaStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the status again and again on a thread of its own, until closed. Nothing is
 * looked at before the first interval has passed, so that short transitions cost nothing.
 */
public final class ProgressWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ProgressWatch.class);

	private final ScheduledExecutorService executor;

	private ProgressWatch(ScheduledExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Begins to look.
	 * @param interval how often
	 * @param status what to look at
	 * @param viewer who is told
	 * @return the watch, to be closed by the caller
	 */
	public static ProgressWatch start(Duration interval, Supplier<SchemaStatus> status, Consumer<SchemaStatus> viewer) {
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((work) -> {
			Thread thread = new Thread(work, "versioned-schema-progress");
			thread.setDaemon(true);
			return thread;
		});
		executor.scheduleWithFixedDelay(() -> {
			try {
				viewer.accept(status.get());
			}
			catch (RuntimeException ex) {
				// What it tells about goes on without being told about.
				logger.debug("The status cannot be read", ex);
			}
		}, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
		return new ProgressWatch(executor);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			// So that nothing is told after the result.
			this.executor.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
