package io.github.versionedschema.applications.matrix;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Simulates visitors of the clinic, and the load balancer in front of its instances.
 * Every answer other than success is a failure.
 */
final class Visitors implements AutoCloseable {

	private static final int VISITORS = 4;

	private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final List<Instance> instances = new CopyOnWriteArrayList<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final Map<Integer, String> telephones = new ConcurrentHashMap<>();

	private final AtomicLong answers = new AtomicLong();

	private final AtomicLong pets = new AtomicLong();

	private final List<Thread> threads;

	private volatile boolean stopped;

	private Visitors() {
		this.threads = IntStream.range(0, VISITORS)
			.mapToObj((number) -> new Thread(() -> visit(number), "visitor-" + number))
			.toList();
	}

	/** Starts to send visitors to an instance. */
	static Visitors to(RunningApplication application) {
		Visitors visitors = new Visitors();
		visitors.add(application);
		visitors.threads.forEach(Thread::start);
		return visitors;
	}

	/** Adds an instance to the load balancer. */
	void add(RunningApplication application) {
		this.instances.add(new Instance(application, application.port(), new AtomicInteger()));
	}

	/**
	 * Removes an instance from the load balancer, and waits until it has answered all
	 * requests.
	 */
	void remove(RunningApplication application) {
		Instance instance = this.instances.stream()
			.filter((other) -> other.application() == application)
			.findFirst()
			.orElseThrow();
		this.instances.remove(instance);
		Awaitility.await().until(() -> instance.visitors().get() == 0);
	}

	/** Waits until a number of further requests are answered. */
	void awaitServed(long number) {
		long before = this.answers.get();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.answers.get() >= before + number || !this.failures.isEmpty());
		assertThat(this.failures).isEmpty();
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

	/** Returns the telephone number that each owner set last. */
	Map<Integer, String> telephones() {
		return Map.copyOf(this.telephones);
	}

	long pets() {
		return this.pets.get();
	}

	private void visit(int number) {
		List<Integer> mine = new ArrayList<>();
		for (int turn = 0; !this.stopped; turn++) {
			String telephone = "%d-%d".formatted(number, turn);
			try {
				int id = Integer.parseInt(
						post("/owners?firstName=Ann&lastName=Abel%d&telephone=%s".formatted(turn % 50, telephone)));
				mine.add(id);
				this.telephones.put(id, telephone);
				int other = mine.get((turn * 31) % mine.size());
				post("/owners/%d/telephone?telephone=%s-again".formatted(other, telephone));
				this.telephones.put(other, telephone + "-again");
				post("/owners/%d/pets?name=Leo".formatted(other));
				this.pets.incrementAndGet();
				get("/owners?lastName=Abel%d".formatted(turn % 50));
				String seen = get("/owners/" + other);
				if (!seen.equals(telephone + "-again")) {
					this.failures.add("Owner %d has telephone %s, not %s-again".formatted(other, seen, telephone));
				}
			}
			catch (IOException | RuntimeException ex) {
				this.failures.add(ex.toString());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private String get(String path) throws IOException, InterruptedException {
		return ask(path, HttpRequest.newBuilder());
	}

	private String post(String path) throws IOException, InterruptedException {
		return ask(path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
	}

	private String ask(String path, HttpRequest.Builder request) throws IOException, InterruptedException {
		Instance instance = next();
		try {
			HttpResponse<String> response = this.http
				.send(request.uri(URI.create("http://127.0.0.1:%d%s".formatted(instance.port(), path)))
					.timeout(Duration.ofSeconds(20))
					.build(), BodyHandlers.ofString());
			this.answers.incrementAndGet();
			if (response.statusCode() != 200) {
				throw new IOException("%s answered %d: %s".formatted(path, response.statusCode(), response.body()));
			}
			return response.body();
		}
		finally {
			instance.visitors().decrementAndGet();
		}
	}

	/** Selects the next instance, unless it is being removed. */
	private Instance next() {
		for (int turn = (int) this.answers.get();; turn++) {
			List<Instance> all = List.copyOf(this.instances);
			Instance instance = all.get(Math.floorMod(turn, all.size()));
			instance.visitors().incrementAndGet();
			if (this.instances.contains(instance)) {
				return instance;
			}
			instance.visitors().decrementAndGet();
		}
	}

	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		for (Thread thread : this.threads) {
			thread.join();
		}
	}

	private record Instance(RunningApplication application, int port, AtomicInteger visitors) {
	}

}
