package io.github.versionedschema.execute;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockTimeout;
import io.github.versionedschema.lock.BlockerWatch;
import io.github.versionedschema.lock.StepRecorder;

/**
 * Runs a statement outside a transaction that takes no lock that blocks clients, but may
 * take long and waits for others without a limit. Blocking sessions are reported during
 * the wait.
 */
final class PatientStatement {

	private static final int TRIES = 5;

	private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final StepContext context;

	PatientStatement(StepContext context) {
		this.context = context;
	}

	/**
	 * Runs a statement. It is repeated after a deadlock.
	 * @param sql the statement
	 * @param recorder records the step
	 * @param cleaning runs before the statement is repeated
	 */
	void run(String sql, StepRecorder recorder, Runnable cleaning) {
		Leadership leadership = this.context.leadership();
		for (int attempt = 1;; attempt++) {
			try (BlockerWatch watch = watch(attempt)) {
				executeAndRecord(leadership, sql, recorder);
				return;
			}
			catch (StatementFailedException ex) {
				if (!SqlStates.isCompetition(ex) || attempt == TRIES) {
					throw ex;
				}
			}
			cleaning.run();
			leadership.stopSignal().pause(PAUSE.multipliedBy(attempt));
		}
	}

	/**
	 * Runs statements that cannot run in a transaction with as few messages as possible,
	 * as each partition has its own indexes.
	 */
	private static void executeAndRecord(Leadership leadership, String sql, StepRecorder recorder) {
		execute(leadership, recorder.startedStatements(),
				List.of(LockTimeout.statement(0), leadership.paths().usersPathOfSession()));
		List<String> usual = List.of(LockTimeout.usual(), leadership.paths().ownPathOfSession());
		try {
			leadership.execute(sql);
		}
		catch (StatementFailedException ex) {
			if (!leadership.isClosed()) {
				execute(leadership, usual, List.of());
			}
			throw ex;
		}
		execute(leadership, usual, recorder.doneStatements());
		recorder.recorded();
	}

	private static void execute(Leadership leadership, List<String> first, List<String> then) {
		leadership.execute(Stream.concat(first.stream(), then.stream()).collect(Collectors.joining(";\n")));
	}

	private BlockerWatch watch(int attempt) {
		Leadership leadership = this.context.leadership();
		return new BlockerWatch(this.context.connections(), leadership.pid(), WATCH_INTERVAL, WATCH_INTERVAL,
				(blockers) -> this.context.listener()
					.onEvent(new Blocked(leadership.baseSchema(), this.context.step().id(), this.context.step().title(),
							attempt, blockers)));
	}

}
