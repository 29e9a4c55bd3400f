package io.github.versionedschema.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measurements of a phase of the demonstration. Thread-safe.
 */
final class Phase {

	private final String name;

	private final long begin = System.nanoTime();

	private long end = this.begin;

	private long[] latencies = new long[1024];

	private int requests;

	private int failed;

	private int wrong;

	private long compared;

	private long differing;

	private final List<String> problems = new ArrayList<>();

	Phase(String name) {
		this.name = name;
	}

	/**
	 * Counts a request, successful or not.
	 * @param latency from when it was due until it was answered
	 */
	synchronized void answered(Duration latency) {
		if (this.requests == this.latencies.length) {
			this.latencies = Arrays.copyOf(this.latencies, this.requests * 2);
		}
		this.latencies[this.requests++] = latency.toNanos();
	}

	/**
	 * Counts one of the requests as failed.
	 */
	synchronized void failed(String problem) {
		this.failed++;
		remember(problem);
	}

	/**
	 * Counts a response with a value other than the last one written.
	 */
	synchronized void wrong(String problem) {
		this.wrong++;
		remember(problem);
	}

	/**
	 * Counts rows that were compared between two versions.
	 */
	synchronized void compared(VersionComparison.Result result) {
		this.compared += result.rows();
		this.differing += result.differing();
		result.samples().forEach(this::remember);
	}

	synchronized void ended() {
		this.end = System.nanoTime();
	}

	/**
	 * Returns what was measured so far.
	 */
	synchronized Summary summary() {
		long[] sorted = Arrays.copyOf(this.latencies, this.requests);
		Arrays.sort(sorted);
		return new Summary(this.name, Duration.ofNanos(this.end - this.begin), this.requests, this.failed, this.wrong,
				quantile(sorted, 0.5), quantile(sorted, 0.99), quantile(sorted, 1), this.compared, this.differing,
				List.copyOf(this.problems));
	}

	private void remember(String problem) {
		if (this.problems.size() < 10) {
			this.problems.add(problem);
		}
	}

	/**
	 * Returns the smallest value that at least this share of all values does not exceed.
	 */
	private static Duration quantile(long[] sorted, double share) {
		int index = (int) Math.ceil(share * sorted.length) - 1;
		return (sorted.length == 0) ? Duration.ZERO : Duration.ofNanos(sorted[Math.max(0, index)]);
	}

	/**
	 * The measurements of a phase.
	 *
	 * @param name of the phase
	 * @param duration its duration
	 * @param requests how many requests were answered, or failed
	 * @param failed how many of them failed
	 * @param wrong how many responses showed a value other than the last one written
	 * @param median latency
	 * @param p99 99th percentile of the latency
	 * @param max longest latency
	 * @param compared how many rows were compared between two versions
	 * @param differing how many of them differed
	 * @param problems the first problems
	 */
	record Summary(String name, Duration duration, int requests, int failed, int wrong, Duration median, Duration p99,
			Duration max, long compared, long differing, List<String> problems) {

		boolean isFlawless() {
			return this.failed == 0 && this.wrong == 0 && this.differing == 0;
		}

	}

}
