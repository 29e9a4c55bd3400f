package io.github.versionedschema.leader;

import java.util.Optional;

import io.github.versionedschema.postgres.AdvisoryLock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Asks the server who leads.
 */
public final class LeaderQuery {

	private final LockHolderQuery holders;

	private final int key;

	/**
	 * Creates the query.
	 * @param jdbc of any session but the leader's
	 * @param baseSchema where the tables are
	 */
	public LeaderQuery(JdbcClient jdbc, String baseSchema) {
		this.holders = new LockHolderQuery(jdbc);
		this.key = AdvisoryLock.leaderKey(baseSchema);
	}

	/** Returns who leads at this moment. */
	public Optional<CurrentLeader> find() {
		return holder().filter(LockHolder::entitled).map((holder) -> new CurrentLeader(holder.pid(), holder.address()));
	}

	/**
	 * Returns a session that keeps others from leading and cannot lead: its role is no
	 * leader's.
	 */
	public Optional<LockHolder> stranger() {
		return holder().filter((holder) -> !holder.entitled());
	}

	private Optional<LockHolder> holder() {
		return this.holders.holdersOf(this.key).stream().findFirst();
	}

	/**
	 * The session that leads.
	 *
	 * @param pid of its server process
	 * @param address of the client, or null for a local socket or when hidden
	 */
	public record CurrentLeader(int pid, @Nullable String address) {

		@Override
		public String toString() {
			return "pid " + this.pid + ((this.address != null) ? " from " + this.address : "");
		}

	}

}
