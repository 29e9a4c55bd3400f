package io.github.versionedschema.rollout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Runs shoppers that together send requests at a constant rate, regardless of the
 * response times.
 */
final class Load implements AutoCloseable {

	private static final int SHOPPERS = 16;

	/**
	 * A shopper with a longer delay skips the missed requests, so that a temporarily slow
	 * machine does not distort all later measurements.
	 */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final List<Shopper> shoppers;

	private final List<Thread> threads;

	private final long interval;

	private volatile boolean stopped;

	private Load(Requests requests, int requestsPerSecond) {
		this.interval = Duration.ofSeconds(1).toNanos() / requestsPerSecond;
		this.shoppers = IntStream.range(0, SHOPPERS).mapToObj((number) -> new Shopper(number, requests)).toList();
		long begin = System.nanoTime();
		this.threads = IntStream.range(0, SHOPPERS)
			.mapToObj((number) -> new Thread(() -> shop(this.shoppers.get(number), begin + number * this.interval),
					"shopper-" + number))
			.toList();
	}

	static Load start(Requests requests, int requestsPerSecond) {
		Load load = new Load(requests, requestsPerSecond);
		load.threads.forEach(Thread::start);
		return load;
	}

	/**
	 * Informs the shoppers that the newest version was aborted.
	 */
	void versionAborted() {
		this.shoppers.forEach(Shopper::versionAborted);
	}

	/**
	 * Stops the load and lets the shoppers read back everything that they remember.
	 * @return the number of customers and orders that were read
	 */
	int checkAll() throws InterruptedException {
		close();
		return this.shoppers.parallelStream().mapToInt(Shopper::checkAll).sum();
	}

	/**
	 * Stops the load and waits for the last answers.
	 */
	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	private void shop(Shopper shopper, long begin) {
		for (long due = begin; !this.stopped; due += SHOPPERS * this.interval) {
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			due = Math.max(due, System.nanoTime() - PATIENCE.toNanos());
			shopper.act(due);
		}
	}

}
