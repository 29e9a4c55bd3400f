package io.github.versionedschema.autoconfigure.schemas;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.jdbc.core.simple.JdbcClient;

import static org.awaitility.Awaitility.await;

/**
 * Runs statements in turn until it is closed, and keeps what failed.
 */
final class Load implements AutoCloseable {

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger done = new AtomicInteger();

	private final Thread thread;

	private volatile boolean stopped;

	Load(JdbcClient client, List<String> statements) {
		this.thread = new Thread(() -> run(client, statements), "load");
		this.thread.start();
	}

	private void run(JdbcClient client, List<String> statements) {
		for (int i = 0; !this.stopped; i++) {
			String statement = statements.get(i % statements.size());
			try {
				if (statement.startsWith("select")) {
					client.sql(statement).query().listOfRows();
				}
				else {
					client.sql(statement).update();
				}
				this.done.incrementAndGet();
			}
			catch (RuntimeException ex) {
				this.failures.add(statement + ": " + ex.getMessage());
			}
		}
	}

	/** Waits until some more statements are done. */
	void goesOn() {
		int before = this.done.get();
		await().until(() -> this.done.get() > before + 20 || !this.failures.isEmpty());
	}

	/** Returns the statements that failed, with the reasons. */
	List<String> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.stopped = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
