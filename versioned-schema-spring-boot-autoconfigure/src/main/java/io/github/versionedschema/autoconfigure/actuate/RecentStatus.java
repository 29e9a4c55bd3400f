package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.github.versionedschema.SchemaStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Caches the status of the schema. Concurrent callers share one query, so that the
 * endpoint and the meters use at most one additional session.
 */
public final class RecentStatus {

	private static final Logger logger = LoggerFactory.getLogger(RecentStatus.class);

	/** How long a status is cached for polling clients. */
	private static final Duration CLIENTS_AGE = Duration.ofMillis(500);

	/** How long a status is cached for meters and others that need no newer one. */
	private static final Duration METERS_AGE = Duration.ofSeconds(5);

	private final Supplier<SchemaStatus> source;

	/**
	 * Held while the status is read. Not a monitor, because the database is queried under
	 * it.
	 */
	private final ReentrantLock session = new ReentrantLock();

	private final List<Consumer<SchemaStatus>> listeners = new CopyOnWriteArrayList<>();

	/** The last answer, or the pending one. */
	private final AtomicReference<@Nullable CompletableFuture<Answer>> latest = new AtomicReference<>();

	/**
	 * Creates the cache without reading the status.
	 * @param source reads the status from the database
	 */
	public RecentStatus(Supplier<SchemaStatus> source) {
		this.source = source;
	}

	/**
	 * Returns a status that is at most half a second old. Waits for a pending read, if
	 * there is one.
	 * @throws RuntimeException when the database did not answer; the next caller tries
	 * again
	 */
	public SchemaStatus get() {
		Answer answer = answer((latest) -> latest.failure() == null && latest.isYoungerThan(CLIENTS_AGE));
		if (answer.failure() != null) {
			throw answer.failure();
		}
		return answer.required();
	}

	/**
	 * Returns a status that is at most a few seconds old.
	 * @return the status, or null when the database did not answer
	 */
	@Nullable SchemaStatus recent() {
		Answer answer = answer((latest) -> latest.isYoungerThan(METERS_AGE));
		if (answer.failure() != null) {
			logger.debug("The status cannot be read", answer.failure());
		}
		return answer.status();
	}

	/**
	 * Returns a number for a meter.
	 * @param value the number
	 * @return the number, or NaN when the database did not answer
	 */
	double get(ToDoubleFunction<SchemaStatus> value) {
		SchemaStatus status = recent();
		return (status != null) ? value.applyAsDouble(status) : Double.NaN;
	}

	/**
	 * Adds a listener, which gets each status that is read.
	 */
	void addListener(Consumer<SchemaStatus> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Discards the cached status after a possible change. Later callers get a status that
	 * is read after this call.
	 */
	public void forget() {
		this.latest.set(null);
	}

	private Answer answer(Recent recent) {
		while (true) {
			CompletableFuture<Answer> known = this.latest.get();
			if (known != null && (!known.isDone() || recent.test(known.join()))) {
				return await(known);
			}
			CompletableFuture<Answer> mine = new CompletableFuture<>();
			if (this.latest.compareAndSet(known, mine)) {
				mine.complete(read());
				return mine.join();
			}
		}
	}

	/** One read at a time, even after the previous answer was discarded. */
	private Answer read() {
		this.session.lock();
		try {
			SchemaStatus status = this.source.get();
			this.listeners.forEach((listener) -> listener.accept(status));
			return new Answer(status, null, System.nanoTime());
		}
		catch (RuntimeException ex) {
			return new Answer(null, ex, System.nanoTime());
		}
		catch (Error ex) {
			return new Answer(null, new IllegalStateException("The status cannot be read: " + ex, ex),
					System.nanoTime());
		}
		finally {
			this.session.unlock();
		}
	}

	private static Answer await(CompletableFuture<Answer> answer) {
		try {
			return answer.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the status", ex);
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Decides whether an answer may be reused. */
	@FunctionalInterface
	private interface Recent {

		boolean test(Answer answer);

	}

	/**
	 * Answer of the database.
	 *
	 * @param status the status, or null when the database did not answer
	 * @param failure its failure the database did not answer
	 * @param end when the read ended, in nanoseconds
	 */
	private record Answer(@Nullable SchemaStatus status, @Nullable RuntimeException failure, long end) {

		boolean isYoungerThan(Duration age) {
			return System.nanoTime() - this.end < age.toNanos();
		}

		SchemaStatus required() {
			if (this.status == null) {
				throw new IllegalStateException("There is no status");
			}
			return this.status;
		}

	}

}
