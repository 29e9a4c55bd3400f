package io.github.versionedschema.execute;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.event.TransitionEvent.Blocked;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockTimeout;
import io.github.versionedschema.lock.BlockerWatch;
import io.github.versionedschema.lock.StepRecorder;
import io.github.versionedschema.schema.Identifier;

/**
 * Builds or drops an index concurrently. This takes no lock that blocks clients, but
 * waits for every older transaction without a limit. Blocking sessions are reported
 * during the wait.
 */
final class ConcurrentIndex {

	private static final int TRIES = 5;

	private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private static final String VALID = """
			select i.indisvalid and i.indisready and i.indislive from pg_catalog.pg_index i
			join pg_catalog.pg_class c on c.oid = i.indexrelid
			join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where n.nspname = ?::name and c.relname = ?::name
			""";

	private final String schema;

	private final String name;

	private final StepContext context;

	ConcurrentIndex(String schema, String name, StepContext context) {
		this.schema = schema;
		this.name = name;
		this.context = context;
	}

	/** Whether the index is valid; empty if it does not exist. */
	Optional<Boolean> isValid() {
		return this.context.leadership()
			.jdbc()
			.sql(VALID)
			.params(this.schema, this.name)
			.query(Boolean.class)
			.optional();
	}

	/**
	 * Builds the index. After a deadlock, the invalid index is dropped and built again.
	 * @param sql the statement
	 */
	void build(String sql) {
		execute(sql, this.context.recorder(), this::dropIfInvalid);
	}

	/** Drops the index if it exists. */
	void drop() {
		drop(this.context.recorder());
	}

	/**
	 * Drops the invalid index of a failed build, which slows down writes and, if unique,
	 * may reject them.
	 */
	void dropIfInvalid() {
		if (isValid().filter((valid) -> !valid).isPresent()) {
			drop(StepRecorder.NONE);
		}
	}

	private void drop(StepRecorder recorder) {
		execute("drop index concurrently if exists " + Identifier.qualified(this.schema, this.name), recorder, () -> {
		});
	}

	private void execute(String sql, StepRecorder recorder, Runnable cleaning) {
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
