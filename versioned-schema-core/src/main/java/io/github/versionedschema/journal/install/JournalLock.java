package io.github.versionedschema.journal.install;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.List;

import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.StatementFailedException;
import io.github.versionedschema.leader.ForeignLock;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.leader.LockHolder;
import io.github.versionedschema.leader.LockHolderQuery;
import io.github.versionedschema.postgres.AdvisoryLock;
import org.springframework.dao.DataAccessException;

/**
 * Serializes the installation of the journal among leaders. The lock is held until the
 * end of the transaction.
 */
final class JournalLock {

	static final String SQL = "select pg_advisory_xact_lock(%d, %d)".formatted(AdvisoryLock.CLASS,
			AdvisoryLock.JOURNAL);

	/** Each timeout is longer than most leaders need. */
	private static final Duration ROUND = Duration.ofSeconds(5);

	/** The first check of a large plan holds the lock for a long time. */
	private static final int ROUNDS = 12;

	private final Leadership leadership;

	JournalLock(Leadership leadership) {
		this.leadership = leadership;
	}

	/**
	 * Takes the lock in the current transaction.
	 * @throws RefusedException if the lock is not released in time, or after the first
	 * round if the holder cannot be a leader
	 */
	void take() {
		for (int round = 1; !tryRound(); round++) {
			List<LockHolder> holders = new LockHolderQuery(this.leadership.jdbc()).holdersOf(AdvisoryLock.JOURNAL);
			for (LockHolder holder : holders) {
				if (!holder.entitled()) {
					throw ForeignLock.refusal("The lock under which the journal is changed", holder);
				}
			}
			if (round >= ROUNDS && !holders.isEmpty()) {
				throw anotherLeader(holders.get(0));
			}
		}
	}

	private boolean tryRound() {
		String before = this.leadership.jdbc()
			.sql("select current_setting('lock_timeout')")
			.query(String.class)
			.single();
		try {
			Savepoint savepoint = this.leadership.connection().setSavepoint();
			try {
				this.leadership.execute("set local lock_timeout = " + ROUND.toMillis());
				this.leadership.execute(SQL);
			}
			catch (DataAccessException ex) {
				SQLException failure = SqlStates.find(ex);
				if (failure == null || !SqlStates.isCompetition(failure)) {
					throw ex;
				}
				this.leadership.connection().rollback(savepoint);
				return false;
			}
			this.leadership.connection().releaseSavepoint(savepoint);
		}
		catch (SQLException ex) {
			throw new StatementFailedException(SQL, ex);
		}
		this.leadership.execute("set local lock_timeout = '" + before + "'");
		return true;
	}

	private static RefusedException anotherLeader(LockHolder holder) {
		return new RefusedException(Reason.ANOTHER_LEADER,
				"The lock under which the journal is changed was held for more than %d s by %s."
					.formatted(ROUND.multipliedBy(ROUNDS).toSeconds(), holder),
				"Wait until that session is done, or end it: %s".formatted(holder.ending()), List.of(holder));
	}

}
