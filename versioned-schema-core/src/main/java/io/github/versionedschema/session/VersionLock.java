package io.github.versionedschema.session;

import java.time.Duration;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.postgres.AdvisoryLock;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * The exclusive form of a version's advisory lock, held by the leader's session.
 */
final class VersionLock {

	/**
	 * Long enough for a terminated session to end. Short, as a session that attached in
	 * between is only seen at the next check, and its clients wait until then.
	 */
	static final Duration ROUND = Duration.ofMillis(50);

	private final JdbcClient leader;

	private final int versionId;

	private boolean held;

	VersionLock(JdbcClient leader, int versionId) {
		this.leader = leader;
		this.versionId = versionId;
	}

	boolean isHeld() {
		return this.held;
	}

	boolean tryLock() {
		this.held = call("select pg_try_advisory_lock(?, ?)").query(Boolean.class).single();
		return this.held;
	}

	boolean lockWithin(Duration timeout) {
		String before = this.leader.sql("select current_setting('lock_timeout')").query(String.class).single();
		setLockTimeout(timeout.toMillis() + "ms");
		try {
			call("select pg_advisory_lock(?, ?)").query().singleRow();
			this.held = true;
		}
		catch (DataAccessException ex) {
			if (!SqlStates.is(ex, SqlStates.LOCK_NOT_AVAILABLE)) {
				throw ex;
			}
		}
		finally {
			setLockTimeout(before);
		}
		return this.held;
	}

	void unlock() {
		call("select pg_advisory_unlock(?, ?)").query().singleRow();
		this.held = false;
	}

	private StatementSpec call(String sql) {
		return this.leader.sql(sql).param(AdvisoryLock.CLASS).param(this.versionId);
	}

	private void setLockTimeout(String value) {
		this.leader.sql("select set_config('lock_timeout', ?, false)").param(value).query().singleRow();
	}

}
