package io.github.versionedschema.autoconfigure.actuate;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.autoconfigure.transition.SchemaEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;

/**
 * The status of the schema, which one session reads for everybody who asks at the same
 * time. However many clients ask, the database has one session more.
 */
public final class RecentStatus {

	private static final Logger logger = LoggerFactory.getLogger(RecentStatus.class);

	/** How long an answer is kept for clients, who look again and again. */
	private static final Duration CLIENTS_AGE = Duration.ofMillis(500);

	/** How long an answer is kept for meters, of which each asks by itself. */
	private static final Duration METERS_AGE = Duration.ofSeconds(5);

	private final Supplier<SchemaStatus> source;

	/** Held by who reads. No monitor: the database is asked under it. */
	private final ReentrantLock session = new ReentrantLock();

	/** The last answer, or the one that is under way. */
	private final AtomicReference<@Nullable CompletableFuture<Answer>> latest = new AtomicReference<>();

	/**
	 * Creates it without asking.
	 * @param source asks the database
	 */
	public RecentStatus(Supplier<SchemaStatus> source) {
		this.source = source;
	}

	/**
	 * Returns a status that was read within half a second. Waits for the reading that is
	 * under way, if there is one.
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
	 * Reads a number for a meter.
	 * @param value the number
	 * @return it, or not a number when the database did not answer
	 */
	double get(ToDoubleFunction<SchemaStatus> value) {
		Answer answer = answer((latest) -> latest.isYoungerThan(METERS_AGE));
		if (answer.failure() != null) {
			logger.debug("The status cannot be read", answer.failure());
			return Double.NaN;
		}
		return value.applyAsDouble(answer.required());
	}

	/**
	 * Forgets the last answer, as something has changed or may have. Who asks from now on
	 * gets one that was read from now on.
	 */
	public void forget() {
		this.latest.set(null);
	}

	@EventListener
	void onChange(SchemaEvent event) {
		forget();
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

	/** One at a time, also where the one before was forgotten. */
	private Answer read() {
		this.session.lock();
		try {
			return new Answer(this.source.get(), null, System.nanoTime());
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

	/** Whether an answer may be given again. */
	@FunctionalInterface
	private interface Recent {

		boolean test(Answer answer);

	}

	/**
	 * What the database said.
	 *
	 * @param status or null when it did not answer
	 * @param failure why it did not
	 * @param end when that was, as nanoseconds
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
