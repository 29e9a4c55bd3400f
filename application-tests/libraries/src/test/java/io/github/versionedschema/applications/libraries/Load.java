package io.github.versionedschema.applications.libraries;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.awaitility.Awaitility;

/**
 * The concurrent clients of one library: one thread for each live release.
 */
final class Load {

	private static final int MOST_FAILURES = 20;

	private final String library;

	/** Locked for reading during a turn: no release leaves while it is used. */
	private final ReadWriteLock releases = new ReentrantReadWriteLock(true);

	private final List<Worker> workers = new ArrayList<>();

	private final List<Client> retired = new ArrayList<>();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private volatile Phase phase = new Phase("", 0);

	Load(String library) {
		this.library = library;
	}

	/** Starts a phase in which the library is used until the next one. */
	void during(String phase) {
		start(new Phase(phase, Integer.MAX_VALUE));
	}

	/** Starts a phase in which each live release uses the library a number of times. */
	void start(String phase, int turns) {
		start(new Phase(phase, turns));
	}

	private synchronized void start(Phase phase) {
		this.phase = phase;
		notifyAll();
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
		Thread thread = new Thread(worker, this.library);
		thread.setDaemon(true);
		thread.start();
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

	/** Waits until all turns of the phase are done. */
	void await() {
		Phase current = this.phase;
		Awaitility.await(this.library)
			.atMost(Duration.ofMinutes(3))
			.until(() -> tooMany() || this.workers.stream().allMatch((worker) -> worker.hasDone(current)));
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

	private boolean tooMany() {
		return this.failures.size() >= MOST_FAILURES;
	}

	private void report(Use use) {
		try {
			use.run();
		}
		catch (Exception | AssertionError ex) {
			if (!tooMany()) {
				this.failures.add("%s, %s: %s".formatted(this.library, this.phase.name(), describe(ex)));
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

	private interface Use {

		void run() throws Exception;

	}

	private synchronized Phase awaitAfter(Phase done) {
		try {
			while (this.phase == done) {
				wait();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.phase;
	}

	private record Phase(String name, int turns) {
	}

	private final class Worker implements Runnable {

		private final Client client;

		private volatile boolean stopped;

		private volatile Phase done = new Phase("none", 0);

		private int turns;

		private Worker(Client client) {
			this.client = client;
		}

		private boolean hasDone(Phase phase) {
			return this.done == phase;
		}

		@Override
		public void run() {
			while (!this.stopped && !tooMany()) {
				Phase current = Load.this.phase;
				for (int i = 0; i < current.turns() && Load.this.phase == current; i++) {
					turn();
				}
				this.done = current;
				awaitAfter(current);
			}
		}

		private void turn() {
			Load.this.releases.readLock().lock();
			try {
				if (!this.stopped && !tooMany()) {
					report(() -> this.client.turn(this.turns++, live()));
				}
			}
			finally {
				Load.this.releases.readLock().unlock();
			}
		}

	}

}
