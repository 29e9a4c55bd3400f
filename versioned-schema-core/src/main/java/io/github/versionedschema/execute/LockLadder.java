package io.github.versionedschema.execute;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.github.versionedschema.execute.TransitionEvent.Blocked;
import io.github.versionedschema.plan.Step;
import org.jspecify.annotations.Nullable;

/**
 * Runs a transaction that needs locks on tables in use. It waits for them only shortly,
 * as every client queues up behind it; then it makes room, pauses and tries again, a
 * bounded number of times.
 */
public final class LockLadder {

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(40);

	private final Leadership leadership;

	private final ConnectionSource connections;

	private final LockSettings settings;

	private final TransitionListener listener;

	LockLadder(Leadership leadership, ConnectionSource connections, LockSettings settings,
			TransitionListener listener) {
		this.leadership = leadership;
		this.connections = connections;
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Runs statements in one transaction, repeatedly until it got its locks.
	 * @param step what they belong to
	 * @param work runs the statements; may be called several times
	 * @throws LockUnavailableException if no try got the locks
	 */
	public void transaction(Step step, Consumer<LockedTransaction> work) {
		climb(step, () -> this.leadership.inTransaction(() -> work.accept(locked())));
	}

	/**
	 * Runs statements as {@link #transaction} does, and rolls them back.
	 * @param step what they belong to
	 * @param work runs the statements; may be called several times
	 * @throws LockUnavailableException if no try got the locks
	 */
	void rehearsal(Step step, Consumer<LockedTransaction> work) {
		climb(step, () -> this.leadership.inRolledBackTransaction(() -> work.accept(locked())));
	}

	private LockedTransaction locked() {
		return new LockedTransaction(this.leadership, this.settings.timeout());
	}

	private void climb(Step step, Runnable transaction) {
		try (Watch watch = new Watch()) {
			for (int attempt = 1;; attempt++) {
				if (attempt == this.settings.tries()) {
					watch.start();
					watch.awaitLooking();
				}
				RuntimeException failure = attempt(transaction);
				if (failure == null) {
					return;
				}
				List<Blocker> blockers = watch.blockers();
				if (attempt >= this.settings.tries()) {
					throw new LockUnavailableException(step.title(), step.lock(), attempt, blockers, failure);
				}
				this.listener
					.onEvent(new Blocked(this.leadership.baseSchema(), step.id(), step.title(), attempt, blockers));
				watch.start();
				this.leadership.stopSignal().pause(jitter(this.settings.pauseAfter(attempt)));
			}
		}
	}

	/** Returns how long a single statement may wait for a lock. */
	public long timeoutMillis() {
		return this.settings.timeout().toMillis();
	}

	private @Nullable RuntimeException attempt(Runnable transaction) {
		try {
			this.leadership.stopSignal().check();
			transaction.run();
			return null;
		}
		catch (RuntimeException ex) {
			SQLException sql = SqlStates.find(ex);
			if (sql == null || !SqlStates.isCompetition(sql)) {
				throw this.leadership.translate(ex);
			}
			return ex;
		}
	}

	private static Duration jitter(Duration pause) {
		return Duration.ofMillis((long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
	}

	/**
	 * Most transactions get their locks at once: looks around only where it is needed.
	 */
	private final class Watch implements AutoCloseable {

		private @Nullable BlockerWatch watch;

		void start() {
			if (this.watch == null) {
				this.watch = new BlockerWatch(LockLadder.this.connections, LockLadder.this.leadership.pid(),
						WATCH_INTERVAL, (blockers) -> {
						});
			}
		}

		void awaitLooking() {
			if (this.watch != null) {
				this.watch.awaitLooking();
			}
		}

		List<Blocker> blockers() {
			return (this.watch != null) ? this.watch.last() : List.of();
		}

		@Override
		public void close() {
			if (this.watch != null) {
				this.watch.close();
			}
		}

	}

}
