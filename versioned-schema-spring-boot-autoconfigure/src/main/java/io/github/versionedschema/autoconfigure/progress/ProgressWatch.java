package io.github.versionedschema.autoconfigure.progress;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.event.LogFields;
import io.github.versionedschema.event.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the status on a separate thread until closed. The first poll is after one
 * interval, so that short transitions cost nothing.
 */
public final class ProgressWatch implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ProgressWatch.class);

	private final ScheduledExecutorService executor;

	private ProgressWatch(ScheduledExecutorService executor) {
		this.executor = executor;
	}

	/**
	 * Starts logging a line every interval.
	 * @param interval time between two lines
	 * @param status source of the status
	 * @param viewer receives each status after its line was logged
	 * @return the watch, to be closed by the caller
	 */
	public static ProgressWatch log(Duration interval, Supplier<SchemaStatus> status, Consumer<SchemaStatus> viewer) {
		return start(interval, status, (current) -> {
			fields(current).on(logger.atInfo())
				.log("Schema \"{}\" {}", current.baseSchema(), ProgressText.line(current));
			viewer.accept(current);
		});
	}

	private static LogFields fields(SchemaStatus status) {
		LogFields fields = LogFields.of(status.baseSchema()).version(status.applicationVersion());
		Progress progress = status.progress();
		return (progress != null) ? fields.table(progress.table()).rows(progress.rows()) : fields;
	}

	/**
	 * Starts polling.
	 * @param interval time between two polls
	 * @param status source of the status
	 * @param viewer receives each status
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
				// The transition continues without progress output.
				logger.debug("The status cannot be read", ex);
			}
		}, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
		return new ProgressWatch(executor);
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
		try {
			// No progress may be shown after the result.
			this.executor.awaitTermination(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
