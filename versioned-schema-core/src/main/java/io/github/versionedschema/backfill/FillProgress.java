package io.github.versionedschema.backfill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the progress of a backfill to the log (a line every ten seconds) and to
 * listeners.
 */
final class FillProgress {

	private static final Logger logger = LoggerFactory.getLogger(FillProgress.class);

	private static final Duration LOG_INTERVAL = Duration.ofSeconds(10);

	private static final Duration EVENT_INTERVAL = Duration.ofMillis(500);

	private static final Duration RATE_WINDOW = Duration.ofSeconds(10);

	private final String what;

	private final Consumer<Snapshot> listener;

	private final Map<String, Snapshot> parts = new HashMap<>();

	private final Deque<Sample> samples = new ArrayDeque<>();

	private final long start = System.nanoTime();

	private long lastEvent = this.start;

	private long lastLog = this.start;

	private @Nullable String throttled;

	/**
	 * Creates the progress of one backfill.
	 * @param what the table that is being filled, as readable text
	 * @param listener notified at most twice per second, and immediately when the
	 * backfill begins to wait
	 */
	FillProgress(String what, Consumer<Snapshot> listener) {
		this.what = what;
		this.listener = listener;
		this.samples.add(new Sample(this.start, 0));
	}

	/**
	 * Sets the progress of one part. Rows that an earlier leader filled do not count for
	 * the rate.
	 */
	void part(String part, long rows, long total) {
		this.parts.put(part, new Snapshot(rows, Math.max(rows, total), 0, 0, null));
	}

	/** Reports that rows of a part were filled. */
	void filled(String part, long rows, long rowsOfPart, long totalOfPart) {
		part(part, rowsOfPart, totalOfPart);
		long now = System.nanoTime();
		this.samples.addLast(new Sample(now, rows));
		while (this.samples.size() > 1 && now - this.samples.getFirst().nanos() > RATE_WINDOW.toNanos()) {
			this.samples.removeFirst();
		}
		if (rows > 0) {
			this.throttled = null;
		}
		tell();
	}

	/**
	 * Reports why the backfill waits, immediately if the reason is new, or that it has
	 * resumed.
	 */
	void throttled(@Nullable String reason) {
		if (this.throttled == null && reason != null) {
			this.lastEvent = System.nanoTime() - EVENT_INTERVAL.toNanos();
		}
		this.throttled = reason;
		tell();
	}

	/** Reports that everything is filled. */
	void finished() {
		Snapshot snapshot = snapshot();
		this.listener.accept(snapshot);
		logger.info("{}: done, {} rows in {} s", this.what, grouped(snapshot.rows()), Math.round(snapshot.seconds()));
	}

	private void tell() {
		long now = System.nanoTime();
		if (now - this.lastEvent >= EVENT_INTERVAL.toNanos()) {
			this.lastEvent = now;
			this.listener.accept(snapshot());
		}
		if (now - this.lastLog >= LOG_INTERVAL.toNanos()) {
			this.lastLog = now;
			logger.info("{}: {}", this.what, snapshot());
		}
	}

	private Snapshot snapshot() {
		long now = System.nanoTime();
		long rows = this.parts.values().stream().mapToLong(Snapshot::rows).sum();
		long total = this.parts.values().stream().mapToLong(Snapshot::total).sum();
		long windowRows = this.samples.stream().skip(1).mapToLong(Sample::rows).sum();
		double windowSeconds = seconds(now - this.samples.getFirst().nanos());
		return new Snapshot(rows, total, (windowSeconds > 0) ? windowRows / windowSeconds : 0,
				seconds(now - this.start), this.throttled);
	}

	private static double seconds(long nanos) {
		return nanos / 1e9;
	}

	private static String grouped(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	private record Sample(long nanos, long rows) {
	}

	/**
	 * The progress at one moment.
	 *
	 * @param rows number of rows filled so far
	 * @param total estimated total number of rows
	 * @param rate rows per second over the last ten seconds
	 * @param seconds seconds since this leader began
	 * @param throttled why the backfill waits, or null
	 */
	record Snapshot(long rows, long total, double rate, double seconds, @Nullable String throttled) {

		/** Below one percent, the remaining time cannot be estimated. */
		private static final double LEAST_PERCENT = 1;

		@Override
		public String toString() {
			double percent = (this.total > 0) ? 100.0 * this.rows / this.total : 0;
			StringBuilder text = new StringBuilder(
					String.format(Locale.ROOT, "%,d of about %,d rows (%.1f %%), %,.0f rows/s, %.0f s so far",
							this.rows, this.total, percent, this.rate, this.seconds));
			if (percent >= LEAST_PERCENT && this.rate > 0) {
				text.append(String.format(Locale.ROOT, ", about %.0f s left", (this.total - this.rows) / this.rate));
			}
			if (this.throttled != null) {
				text.append("; ").append(this.throttled);
			}
			return text.toString();
		}

	}

}
