package io.github.versionedschema.event;

/**
 * How fast a backfill fills rows. This is the only computation of a rate; the leader
 * records its numbers in the journal, so that all instances and the next leader know the
 * same rate.
 *
 * <p>
 * Recent batches count most: the weight of a batch falls to about a third after 30
 * seconds of further work. Only time in which a leader works counts. That includes waits
 * for other sessions, because they will recur, but neither pauses by the operator nor the
 * time without a leader.
 *
 * @param recentRows weighted number of rows of the recent batches
 * @param recentSeconds weighted duration of the recent batches, in seconds
 * @param workedSeconds seconds in which leaders worked on the backfill so far
 */
public record Pace(double recentRows, double recentSeconds, double workedSeconds) {

	/** The pace of a backfill that has not filled any rows. */
	public static final Pace UNKNOWN = new Pace(0, 0, 0);

	private static final double WINDOW_SECONDS = 30;

	/**
	 * Returns the pace after more work.
	 * @param rows number of rows that were filled; zero after a wait
	 * @param seconds how long that took
	 * @return the new pace
	 */
	public Pace after(long rows, double seconds) {
		double weight = Math.exp(-seconds / WINDOW_SECONDS);
		return new Pace(this.recentRows * weight + rows, this.recentSeconds * weight + seconds,
				this.workedSeconds + seconds);
	}

	/**
	 * Returns the rate of the recent batches, or zero if it is unknown.
	 */
	public double rowsPerSecond() {
		return (this.recentSeconds > 0) ? this.recentRows / this.recentSeconds : 0;
	}

}
