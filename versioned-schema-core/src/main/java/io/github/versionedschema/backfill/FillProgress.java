package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import io.github.versionedschema.event.Pace;
import io.github.versionedschema.event.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Measures the progress of a backfill and reports it.
 */
final class FillProgress {

	private static final Duration INTERVAL = Duration.ofMillis(500);

	private static final String PAUSED = "paused by the operator";

	private final String table;

	private final Viewer viewer;

	private final LongSupplier nanoTime;

	private final WorkTime time;

	private final Map<String, Level> parts = new HashMap<>();

	private Pace pace;

	private long reported;

	private @Nullable String throttled;

	/**
	 * Creates the progress of one backfill.
	 * @param table the table that is being filled
	 * @param pace the pace of an earlier leader
	 * @param viewer notified at most twice per second, and immediately when the backfill
	 * begins to wait
	 * @param nanoTime a monotonic clock in nanoseconds
	 */
	FillProgress(String table, Pace pace, Viewer viewer, LongSupplier nanoTime) {
		this.table = table;
		this.pace = pace;
		this.viewer = viewer;
		this.nanoTime = nanoTime;
		this.time = new WorkTime(nanoTime);
		this.reported = nanoTime.getAsLong();
	}

	/** Returns the current pace. */
	Pace pace() {
		return this.pace;
	}

	/** Returns why the backfill waits, or null. */
	@Nullable String throttled() {
		return this.throttled;
	}

	/** Begins to count time. */
	void begin() {
		this.time.start();
	}

	/** Sets the progress of one part, which counts for no rate. */
	void part(String part, long rows, long total) {
		this.parts.put(part, new Level(rows, Math.max(rows, total)));
	}

	/** Reports that rows of a part were filled. */
	void filled(String part, long rows, long rowsOfPart, long totalOfPart) {
		part(part, rowsOfPart, totalOfPart);
		worked(rows);
		if (rows > 0) {
			this.throttled = null;
		}
		still();
	}

	/** Reports why the backfill waits for other sessions, immediately if it is new. */
	void waiting(String reason) {
		worked(0);
		throttledBy(reason);
	}

	/** Reports that the operator has paused the backfill. No time counts until then. */
	void paused() {
		worked(0);
		this.time.stop();
		throttledBy(PAUSED);
	}

	/** Reports that the backfill continues after a pause. */
	void resumed() {
		this.time.start();
		this.throttled = null;
		still();
	}

	/** Reports the progress if the last report is old enough. */
	void still() {
		if (this.nanoTime.getAsLong() - this.reported >= INTERVAL.toNanos()) {
			report();
		}
	}

	/** Reports the progress, and returns it. */
	Progress report() {
		this.reported = this.nanoTime.getAsLong();
		Progress progress = Progress.of(this.table, this.parts.values().stream().mapToLong(Level::rows).sum(),
				this.parts.values().stream().mapToLong(Level::total).sum(), this.pace);
		this.viewer.show(progress, this.throttled);
		return progress;
	}

	private void worked(long rows) {
		this.pace = this.pace.after(rows, this.time.lap());
	}

	private void throttledBy(String reason) {
		boolean news = this.throttled == null;
		this.throttled = reason;
		if (news) {
			report();
		}
		else {
			still();
		}
	}

	/** Receives the progress. */
	@FunctionalInterface
	interface Viewer {

		/**
		 * Called with new progress.
		 * @param progress the progress
		 * @param throttled why the backfill waits, or null
		 */
		void show(Progress progress, @Nullable String throttled);

	}

	private record Level(long rows, long total) {
	}

}
