package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Observes an instance whose version is retired or removed: with clients that keep
 * sending requests regardless of readiness, and with frequent readiness probes.
 */
final class FencedInstance implements AutoCloseable {

	/** More than the connections in the pool. */
	private static final int CLIENTS = 16;

	private static final Duration PACE = Duration.ofMillis(125);

	private static final Duration PROBE = Duration.ofMillis(20);

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	private final Instance instance;

	private final HttpClient client;

	private final List<Exchange> requests = new ArrayList<>();

	private final List<Exchange> probes = new ArrayList<>();

	private final List<Thread> threads;

	private volatile boolean stopped;

	private FencedInstance(Instance instance, HttpClient client) {
		this.instance = instance;
		this.client = client;
		this.threads = Stream
			.concat(Stream.of(new Thread(this::probe, "probe-" + instance.name())),
					IntStream.range(0, CLIENTS)
						.mapToObj((number) -> new Thread(() -> use(number), instance.name() + "-client-" + number)))
			.toList();
	}

	/**
	 * Starts to send requests to an instance.
	 */
	static FencedInstance watch(Instance instance, HttpClient client) {
		FencedInstance watched = new FencedInstance(instance, client);
		watched.threads.forEach(Thread::start);
		return watched;
	}

	private void probe() {
		while (!this.stopped) {
			long begin = System.nanoTime();
			boolean ready = this.instance.isReady();
			keep(this.probes, new Exchange(begin, System.nanoTime(), ready));
			LockSupport.parkNanos(PROBE.toNanos());
		}
	}

	private void use(int number) {
		HttpRequest request = (number % 2 == 0) ? request("/customers?page=0").GET().build() : put(number);
		long due = System.nanoTime() + PACE.toNanos() * number / CLIENTS;
		while (!this.stopped) {
			for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
				LockSupport.parkNanos(left);
			}
			long begin = System.nanoTime();
			boolean answered = isAnswered(request);
			keep(this.requests, new Exchange(begin, System.nanoTime(), answered));
			due = Math.max(due + PACE.toNanos(), begin);
		}
	}

	private HttpRequest put(int number) {
		Object customer = this.instance.release()
			.customer("%s-%d@example.org".formatted(this.instance.name(), number), PersonName.ofFull("Plato"),
					"Athens");
		return request("/customers/%s-%d@example.org".formatted(this.instance.name(), number))
			.PUT(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(customer)))
			.build();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.instance.uri().resolve(path))
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json");
	}

	private boolean isAnswered(HttpRequest request) {
		try {
			return this.client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() / 100 == 2;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void keep(List<Exchange> exchanges, Exchange exchange) {
		synchronized (exchanges) {
			exchanges.add(exchange);
		}
	}

	/** Stops the requests and waits for the pending ones. */
	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	/**
	 * Returns the observations, after the end.
	 */
	Summary summary() {
		long first = this.requests.stream()
			.filter((request) -> !request.ok())
			.mapToLong(Exchange::end)
			.min()
			.orElse(Long.MAX_VALUE);
		Duration outOfRotation = this.probes.stream()
			.filter((probe) -> !probe.ok() && first != Long.MAX_VALUE)
			.map((probe) -> Duration.ofNanos(Math.max(0, probe.end() - first)))
			.min(Duration::compareTo)
			.orElse(null);
		List<Exchange> later = this.requests.stream().filter((request) -> request.end() >= first).toList();
		Duration longest = Duration.ofNanos(later.stream()
			.mapToLong((request) -> request.end() - Math.max(request.begin(), first))
			.max()
			.orElse(0));
		return new Summary(this.instance.name(), this.requests.size(), later.size(),
				(int) later.stream().filter((request) -> !request.ok()).count(), outOfRotation, longest);
	}

	/**
	 * A request or a probe.
	 *
	 * @param begin when it was sent
	 * @param end when it was answered
	 * @param ok whether the answer was a success
	 */
	private record Exchange(long begin, long end, boolean ok) {
	}

	/**
	 * Observations of the instance.
	 *
	 * @param name of the instance
	 * @param requests how many requests there were
	 * @param later requests that ended with or after the first failure
	 * @param failed how many failed
	 * @param outOfRotation time from the first failed request until the instance was not
	 * ready, or null if it stayed ready
	 * @param longest longest duration of a request after the first failure
	 */
	record Summary(String name, int requests, int later, int failed, @Nullable Duration outOfRotation,
			Duration longest) {

		private static final Duration LIMIT = Duration.ofSeconds(1);

		/** Returns whether the instance was out of rotation in time. */
		boolean isFlawless() {
			return this.outOfRotation != null && this.outOfRotation.compareTo(LIMIT) <= 0
					&& this.longest.compareTo(LIMIT) <= 0;
		}

		@Override
		public String toString() {
			String rotation = (this.outOfRotation != null)
					? "out of rotation %d ms after its first failed request".formatted(this.outOfRotation.toMillis())
					: "not out of rotation";
			return String.format(Locale.ROOT,
					"%s: %s; longest wait of a request from then on %d ms; %d of %d requests from then on failed, of %d in all",
					this.name, rotation, this.longest.toMillis(), this.failed, this.later, this.requests);
		}

	}

}
