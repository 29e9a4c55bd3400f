package io.github.versionedschema.lock;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.event.TransitionEvent.LockWaitEnded;
import io.github.versionedschema.event.TransitionListener;
import io.github.versionedschema.failure.Blocker;
import io.github.versionedschema.failure.LockUnavailableException;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockSettings;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.plan.Step;
import io.github.versionedschema.plan.TableLock;
import io.github.versionedschema.plan.Trial;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs a transaction that needs locks on tables in use. It waits for locks only briefly,
 * as clients queue behind it. If they are not acquired, it rolls back, pauses and
 * retries, up to a maximum number of attempts.
 */
public final class LockLadder {

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(40);

	private static final Duration MOMENT = Duration.ofMillis(50);

	/** How often a transaction is repeated to try all statements of clients. */
	private static final int WHOLE_TRIALS = 3;

	private final Leadership leadership;

	private final ConnectionSource connections;

	private final LockSettings settings;

	private final TransitionListener listener;

	private final CatchingUp clients;

	public LockLadder(Leadership leadership, ConnectionSource connections, LockSettings settings,
			TransitionListener listener) {
		this.leadership = leadership;
		this.connections = connections;
		this.settings = settings;
		this.listener = listener;
		this.clients = new CatchingUp(settings.timeout());
	}

	/**
	 * Runs statements in one transaction, with retries until its locks are acquired.
	 * @param step the step to which they belong
	 * @param work runs the statements; may be called several times
	 * @throws LockUnavailableException if no attempt acquired the locks
	 */
	public void transaction(Step step, Consumer<LockedTransaction> work) {
		climb(step,
				() -> this.leadership
					.inTransaction(() -> work.accept(locked(step, this.leadership.paths().usersPath()))),
				SqlStates::isCompetition, List.of());
	}

	/**
	 * Runs statements like {@link #transaction}, and rolls them back.
	 * @param step the step to which they belong
	 * @param work runs the statements; may be called several times
	 * @throws LockUnavailableException if no attempt acquired the locks
	 */
	public void rehearsal(Step step, Consumer<LockedTransaction> work) {
		climb(step,
				() -> this.leadership
					.inRolledBackTransaction(() -> work.accept(locked(step, this.leadership.paths().trialPath()))),
				SqlStates::isCompetition, List.of());
	}

	/**
	 * Runs a transaction as one message, with retries until its locks are acquired.
	 * @param step the step to which it belongs
	 * @param action the action to run
	 * @param journal the statements that write to the journal in the same transaction
	 * @throws LockUnavailableException if no attempt acquired the locks
	 */
	public void message(Step step, Action.Transaction action, List<String> journal) {
		// Contract runs no trials, as the rehearsal ran them before a version was
		// retired.
		List<Trial> trials = step.phase().isExpand() ? action.trials() : List.of();
		climb(step, () -> tried((whole) -> lockedMessage(step).commit(action, trials, whole, journal)),
				LockLadder::isLockOrTimeOut, action.locks());
	}

	/**
	 * Runs a transaction as one message, unless other sessions hold its locks for more
	 * than a moment. For work that has an alternative without these locks.
	 * @param action the action to run
	 * @param recorder records that the step is done
	 * @return whether it was run
	 */
	public boolean messageIfFree(Action.Transaction action, StepRecorder recorder) {
		LockedMessage message = new LockedMessage(this.leadership, MOMENT);
		if (attempt(() -> message.commit(action, List.of(), false, recorder.doneStatements()),
				LockLadder::isLockOrTimeOut) != null) {
			return false;
		}
		recorder.recorded();
		return true;
	}

	/**
	 * Runs transactions as one message, and rolls them back.
	 * @param step the step to which they belong
	 * @param actions in order
	 * @throws LockUnavailableException if no attempt acquired the locks
	 */
	public void rehearsal(Step step, List<Action.Transaction> actions) {
		climb(step, () -> tried((whole) -> lockedMessage(step).rehearse(actions, whole)), LockLadder::isLockOrTimeOut,
				actions.stream().flatMap((action) -> action.locks().stream()).distinct().toList());
	}

	/**
	 * Runs a transaction as one message after others have prepared it, and rolls
	 * everything back.
	 * @param step the step to which it belongs
	 * @param preparation runs other statements first; may be called several times
	 * @param action the action to run
	 * @throws LockUnavailableException if no attempt acquired the locks
	 */
	public void rehearsal(Step step, Consumer<LockedTransaction> preparation, Action.Transaction action) {
		climb(step, () -> tried((whole) -> this.leadership.inRolledBackTransaction(() -> {
			preparation.accept(locked(step, this.leadership.paths().trialPath()));
			lockedMessage(step).rehearseWithin(action, whole);
		})), LockLadder::isLockOrTimeOut, action.locks());
	}

	/**
	 * On a busy server, the time may end before all statements of clients are tried. The
	 * transaction is then repeated, and in the end accepts what it could try.
	 */
	private void tried(Consumer<Boolean> transaction) {
		for (int trial = 1; trial < WHOLE_TRIALS; trial++) {
			try {
				transaction.accept(true);
				return;
			}
			catch (RuntimeException ex) {
				if (!SqlStates.is(ex, SqlStates.TRIAL_UNFINISHED)) {
					throw ex;
				}
				this.clients.goOn();
				beginAfterClients();
			}
		}
		transaction.accept(false);
	}

	private LockedMessage lockedMessage(Step step) {
		return new LockedMessage(this.leadership, timeout(step));
	}

	/** The statement timeout limits the wait for all locks of a message. */
	private static boolean isLockOrTimeOut(RuntimeException failure) {
		return SqlStates.isCompetition(failure) || SqlStates.is(failure, SqlStates.QUERY_CANCELED);
	}

	private LockedTransaction locked(Step step, String path) {
		return new LockedTransaction(this.leadership, timeout(step), path);
	}

	private void climb(Step step, Runnable transaction, Predicate<RuntimeException> competition,
			List<TableLock> locks) {
		long begin = System.nanoTime();
		try (Watch watch = new Watch()) {
			for (int attempt = 1;; attempt++) {
				if (attempt == this.settings.tries()) {
					watch.start();
					watch.awaitLooking();
				}
				long attempted = System.nanoTime();
				RuntimeException failure = attempt(transaction, competition);
				if (failure == null) {
					if (attempt > 1) {
						waitEnded(step, attempt, attempted - begin, true);
					}
					return;
				}
				List<Blocker> blockers = watch.blockers();
				if (attempt >= this.settings.tries()) {
					waitEnded(step, attempt, System.nanoTime() - begin, false);
					throw new LockUnavailableException(step.title(), step.lock(), attempt, blockers, failure);
				}
				this.listener
					.onEvent(new Blocked(this.leadership.baseSchema(), step.id(), step.title(), attempt, blockers));
				watch.start();
				this.leadership.stopSignal().pause(jitter(this.settings.pauseAfter(attempt)));
				if (attempt == 1) {
					letAutovacuumGo(locks);
				}
			}
		}
	}

	private void waitEnded(Step step, int attempts, long nanos, boolean acquired) {
		this.listener.onEvent(new LockWaitEnded(this.leadership.baseSchema(), step.id(), step.phase(), attempts,
				Duration.ofNanos(nanos), acquired));
	}

	/**
	 * Autovacuum yields to a session that has waited for {@code deadlock_timeout}, which
	 * is longer than the lock timeout used while clients queue. This lock blocks only
	 * other maintenance commands (PostgreSQL manual, "Routine Vacuuming").
	 */
	private void letAutovacuumGo(List<TableLock> locks) {
		for (TableLock lock : locks) {
			attempt(() -> this.leadership.inTransaction(() -> {
				this.leadership.execute("set local lock_timeout = " + this.leadership.longerThanDeadlockTimeout());
				this.leadership.execute(LockedMessage.besideClients(lock));
			}), SqlStates::isCompetition);
		}
	}

	/**
	 * Returns how long a transaction of a step may wait for its locks. A longer time than
	 * a client may wait for the leader is not waited.
	 */
	public Duration timeout(Step step) {
		Duration wanted = step.hints().lockTimeout(this.settings.timeout());
		Duration most = Duration.ofMillis(Math.max(1, this.leadership.deadlockMillis() / 2 - 1));
		return (wanted.compareTo(most) > 0) ? most : wanted;
	}

	private @Nullable RuntimeException attempt(Runnable transaction, Predicate<RuntimeException> competition) {
		beginAfterClients();
		try {
			this.leadership.stopSignal().check();
			transaction.run();
			return null;
		}
		catch (RuntimeException ex) {
			if (this.leadership.stopSignal().isStopped() || !competition.test(ex)) {
				throw this.leadership.translate(ex);
			}
			return ex;
		}
		finally {
			this.clients.goOn();
		}
	}

	private void beginAfterClients() {
		this.leadership.stopSignal().pause(this.clients.left());
		this.clients.stop();
	}

	private static Duration jitter(Duration pause) {
		return Duration.ofMillis((long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
	}

	/**
	 * Most transactions acquire their locks at once, so blocking sessions are queried
	 * only when needed.
	 */
	private final class Watch implements AutoCloseable {

		private @Nullable BlockerWatch watch;

		void start() {
			if (this.watch == null) {
				this.watch = new BlockerWatch(LockLadder.this.connections, LockLadder.this.leadership.pid(),
						Duration.ZERO, WATCH_INTERVAL, (blockers) -> {
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
