package io.github.versionedschema.session;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.versionedschema.failure.SqlStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Terminates sessions and reports each of them once.
 */
final class Terminator {

	private static final Logger logger = LoggerFactory.getLogger(Terminator.class);

	/**
	 * All sessions are terminated with one statement, as their pools reconnect at once. A
	 * new session that reuses a process ID is not terminated.
	 */
	private static final String TERMINATE = """
			select pg_terminate_backend(a.pid)
			from unnest(?::text[]::int[], ?::text[]::timestamptz[]) as session (pid, since)
				join pg_catalog.pg_stat_activity a on a.pid = session.pid
					and a.backend_start is not distinct from coalesce(session.since, a.backend_start)
			""";

	private final JdbcClient jdbc;

	private final String what;

	private final Consumer<? super AttachedSession> report;

	private final Set<Integer> terminated = new HashSet<>();

	/**
	 * Creates an instance.
	 * @param what the version that the sessions use
	 * @param report receives each terminated session
	 */
	Terminator(JdbcClient jdbc, String what, Consumer<? super AttachedSession> report) {
		this.jdbc = jdbc;
		this.what = what;
		this.report = report;
	}

	void terminate(List<AttachedSession> sessions) {
		try {
			signal(sessions);
			sessions.forEach(this::remember);
		}
		catch (DataAccessException ex) {
			if (!SqlStates.is(ex, SqlStates.INSUFFICIENT_PRIVILEGE)) {
				throw ex;
			}
			terminateOneByOne(sessions);
		}
	}

	private void terminateOneByOne(List<AttachedSession> sessions) {
		for (AttachedSession session : sessions) {
			try {
				signal(List.of(session));
				remember(session);
			}
			catch (DataAccessException ex) {
				throw SqlStates.is(ex, SqlStates.INSUFFICIENT_PRIVILEGE) ? InUse.notTerminable(this.what, session) : ex;
			}
		}
	}

	private void remember(AttachedSession session) {
		if (this.terminated.add(session.pid())) {
			this.report.accept(session);
			logger.warn("Terminated a session that used {}: {}", this.what, session);
		}
	}

	private void signal(List<AttachedSession> sessions) {
		this.jdbc.sql(TERMINATE)
			.param(sessions.stream().map((session) -> Integer.toString(session.pid())).toArray(String[]::new))
			.param(sessions.stream()
				.map((session) -> (session.since() != null) ? session.since().toString() : null)
				.toArray(String[]::new))
			.query(Boolean.class)
			.list();
	}

	/**
	 * Terminates sessions until the query returns none.
	 * @return the sessions that did not end in time
	 */
	List<AttachedSession> terminateUntilGone(Supplier<List<AttachedSession>> question, Deadline deadline) {
		List<AttachedSession> sessions = question.get();
		while (!sessions.isEmpty() && !deadline.isOver()) {
			terminate(sessions);
			pause();
			sessions = question.get();
		}
		return sessions;
	}

	/**
	 * Queries sessions until there are none, without terminating any.
	 * @return the remaining sessions
	 */
	List<AttachedSession> await(Supplier<List<AttachedSession>> question, Deadline deadline) {
		List<AttachedSession> sessions = question.get();
		while (!sessions.isEmpty() && !deadline.isOver()) {
			pause();
			sessions = question.get();
		}
		return sessions;
	}

	/** Waits on the server, where cancelling the statement ends the wait. */
	private void pause() {
		this.jdbc.sql("select pg_sleep(0.02)").query().singleRow();
	}

}
