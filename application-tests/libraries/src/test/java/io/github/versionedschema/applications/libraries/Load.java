package io.github.versionedschema.applications.libraries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.awaitility.Awaitility;

/**
 * The concurrent clients of one library: one thread for each live release.
 */
final class Load implements AutoCloseable {

	private static final int MOST_FAILURES = 20;

	private final String library;

	/** Locked for reading during a turn: no release leaves while it is used. */
	private final ReadWriteLock releases = new ReentrantReadWriteLock(true);

	private final List<Worker> workers = new ArrayList<>();

	private final List<Client> retired = new ArrayList<>();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private volatile String phase = "";

	Load(String library) {
		this.library = library;
	}

	void phase(String phase) {
		this.phase = phase;
	}

	void add(Client client) {
		Worker worker = new Worker(client);
		this.releases.writeLock().lock();
		try {
			this.workers.add(worker);
		}
		finally {
			this.releases.writeLock().unlock();
		}
		worker.thread.start();
	}

	void remove(Client client) {
		this.releases.writeLock().lock();
		try {
			this.workers.stream().filter((worker) -> worker.client == client).forEach((worker) -> {
				worker.stopped = true;
				this.retired.add(client);
			});
			this.workers.removeIf((worker) -> worker.stopped);
		}
		finally {
			this.releases.writeLock().unlock();
		}
	}

	/** Waits until each live release has used the library a number of times. */
	void await(int turns) {
		Map<Worker, Integer> goals = new HashMap<>();
		this.workers.forEach((worker) -> goals.put(worker, worker.turns.get() + turns));
		Awaitility.await(this.library)
			.atMost(Duration.ofMinutes(2))
			.until(() -> tooMany() || goals.entrySet().stream().allMatch((goal) -> goal.getKey().turns.get() >= goal.getValue()));
	}

	/** Compares what each live release sees with what was written. */
	void verify() {
		this.releases.writeLock().lock();
		try {
			List<Client> live = live();
			List<Client> all = new ArrayList<>(this.retired);
			all.addAll(live);
			for (Client client : all) {
				report(() -> client.verify(live));
			}
			report(() -> VisitsOfAll.verify(all, live));
		}
		finally {
			this.releases.writeLock().unlock();
		}
	}

	private List<Client> live() {
		return this.workers.stream().map((worker) -> worker.client).toList();
	}

	List<String> failures() {
		return List.copyOf(this.failures);
	}

	int turns() {
		return this.workers.stream().mapToInt((worker) -> worker.turns.get()).sum();
	}

	private boolean tooMany() {
		return this.failures.size() >= MOST_FAILURES;
	}

	private void report(Use use) {
		try {
			use.run();
		}
		catch (Exception | AssertionError ex) {
			if (!tooMany()) {
				this.failures.add("%s, %s: %s".formatted(this.library, this.phase, describe(ex)));
			}
		}
	}

	private static String describe(Throwable ex) {
		StringBuilder description = new StringBuilder(ex.toString());
		for (Throwable cause = ex.getCause(); cause != null; cause = cause.getCause()) {
			description.append("\n  caused by ").append(cause);
		}
		return description.toString();
	}

	@Override
	public void close() {
		List.copyOf(live()).forEach(this::remove);
	}

	private interface Use {

		void run() throws Exception;

	}

	private final class Worker {

		private final Client client;

		private final Thread thread;

		private final AtomicInteger turns = new AtomicInteger();

		private volatile boolean stopped;

		private Worker(Client client) {
			this.client = client;
			this.thread = new Thread(this::work, Load.this.library);
			this.thread.setDaemon(true);
		}

		private void work() {
			while (turn()) {
				this.turns.incrementAndGet();
			}
		}

		private boolean turn() {
			Load.this.releases.readLock().lock();
			try {
				if (this.stopped || tooMany()) {
					return false;
				}
				report(() -> this.client.turn(this.turns.get(), live()));
				return true;
			}
			finally {
				Load.this.releases.readLock().unlock();
			}
		}

	}

}
