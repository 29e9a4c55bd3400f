package io.github.versionedschema.leader;

import java.util.Optional;

import io.github.versionedschema.postgres.AdvisoryLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Queries the current leader.
 */
public final class LeaderQuery {

	private final LockHolderQuery holders;

	private final int key;

	/**
	 * Creates the query.
	 * @param jdbc a client of any session but the leader's
	 * @param baseSchema where the tables are
	 */
	public LeaderQuery(JdbcClient jdbc, String baseSchema) {
		this.holders = new LockHolderQuery(jdbc);
		this.key = AdvisoryLock.leaderKey(baseSchema);
	}

	/** Returns the current leader. */
	public Optional<CurrentLeader> find() {
		return holder().filter(LockHolder::entitled).map((holder) -> new CurrentLeader(holder.pid(), holder.address()));
	}

	/**
	 * Returns a session that holds the leader's lock although its role cannot be a
	 * leader's.
	 */
	public Optional<LockHolder> stranger() {
		return holder().filter((holder) -> !holder.entitled());
	}

	private Optional<LockHolder> holder() {
		return this.holders.holdersOf(this.key).stream().findFirst();
	}

	/**
	 * The leader's session.
	 *
	 * @param pid process ID of its server process
	 * @param address address of the client, or null for a local socket or if hidden
	 */
	public record CurrentLeader(int pid, @Nullable String address) {

		@Override
		public String toString() {
			return "pid " + this.pid + ((this.address != null) ? " from " + this.address : "");
		}

	}

}
