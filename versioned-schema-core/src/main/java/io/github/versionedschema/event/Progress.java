package io.github.versionedschema.event;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The progress of a backfill.
 *
 * @param table the table that is being filled
 * @param rows number of rows filled so far
 * @param total estimated total number of rows
 * @param rowsPerSecond rate over the recent batches, or zero if it is unknown
 * @param percent percentage of rows filled, 0 to 100
 * @param elapsedSeconds seconds in which leaders worked on the backfill, without pauses
 * by the operator
 * @param secondsLeft estimated seconds of work left, or null below one percent and while
 * the rate is unknown
 */
public record Progress(String table, long rows, long total, double rowsPerSecond, double percent, double elapsedSeconds,
		@Nullable Double secondsLeft) {

	/** Below one percent, the remaining time cannot be estimated. */
	private static final double LEAST_PERCENT = 1;

	/**
	 * Computes the progress.
	 * @param table the table that is being filled
	 * @param rows number of rows filled so far
	 * @param total estimated total number of rows
	 * @param pace how fast they were filled
	 * @return the progress
	 */
	public static Progress of(String table, long rows, long total, Pace pace) {
		double percent = (total > 0) ? 100.0 * rows / total : 100;
		double rate = pace.rowsPerSecond();
		Double left = (percent >= LEAST_PERCENT && rate > 0) ? (total - rows) / rate : null;
		return new Progress(table, rows, total, rate, percent, pace.workedSeconds(), left);
	}

	/**
	 * Returns the progress as readable text, for example {@code orders 12,000 of about
	 * 1,000,000 rows (1.2 %), 25,000 rows/s, 40 s left}.
	 */
	public String text() {
		// Not rounded up: 100 % means that no row is left.
		StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s %,d of about %,d rows (%.1f %%)",
				this.table, this.rows, this.total, Math.floor(this.percent * 10) / 10));
		if (this.rowsPerSecond > 0) {
			text.append(String.format(Locale.ROOT, ", %,.0f rows/s", this.rowsPerSecond));
		}
		if (this.secondsLeft != null) {
			text.append(", ").append(DurationText.of(this.secondsLeft)).append(" left");
		}
		return text.toString();
	}

}
