package io.github.versionedschema.leader;

import java.time.Instant;

import io.github.versionedschema.failure.ClientText;
import io.github.versionedschema.failure.PreparedTransaction;
import org.jspecify.annotations.Nullable;

/**
 * A session or prepared transaction that holds an advisory lock of versioned-schema. A
 * role without {@code pg_read_all_stats} does not see the address and since of other
 * roles' sessions.
 *
 * @param pid process ID of its server process; 0 for a prepared transaction
 * @param role the role that it connected as, or null if the session has just ended
 * @param application its {@code application_name}
 * @param address address of the client, or null for a local socket or if hidden
 * @param since when it connected, or null if hidden
 * @param prepared the name of the prepared transaction, or null
 * @param entitled whether its role may be a leader's
 */
public record LockHolder(int pid, @Nullable String role, @Nullable String application, @Nullable String address,
		@Nullable Instant since, @Nullable String prepared, boolean entitled) {

	/** Returns the statement with which an operator ends it. */
	public String ending() {
		return (this.prepared != null) ? new PreparedTransaction(this.prepared).ending()
				: "SELECT pg_terminate_backend(" + this.pid + ")";
	}

	@Override
	public String toString() {
		if (this.pid == 0) {
			return (this.prepared != null) ? new PreparedTransaction(this.prepared).toString()
					: "a prepared transaction (see pg_prepared_xacts)";
		}
		return "pid %d (%s)".formatted(this.pid, ClientText.of(this.role, this.application, this.address, this.since));
	}

}
