package io.github.versionedschema.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

import io.github.versionedschema.failure.ClientText;
import org.jspecify.annotations.Nullable;

/**
 * A session as {@code pg_stat_activity} shows it. A leader without {@code
 * pg_read_all_stats} does not see address, start time and state of other roles' sessions.
 *
 * @param pid process ID of its server process
 * @param user the role
 * @param application its {@code application_name}
 * @param address address of the client, or null for a local socket or if hidden
 * @param since when it connected, or null if hidden
 * @param state its state, e.g. {@code idle}, or null if hidden
 * @param version the version whose removal it prevents, or null
 */
public record AttachedSession(int pid, @Nullable String user, @Nullable String application, @Nullable String address,
		@Nullable Instant since, @Nullable String state, @Nullable String version) {

	/** The columns that {@link #of} reads, of {@code pg_stat_activity a}. */
	static final String COLUMNS = """
			a.pid, a.usename, a.application_name, host(a.client_addr) as client_addr, a.backend_start, a.state
			""";

	static AttachedSession of(ResultSet row) throws SQLException {
		OffsetDateTime since = row.getObject("backend_start", OffsetDateTime.class);
		return new AttachedSession(row.getInt("pid"), row.getString("usename"), row.getString("application_name"),
				row.getString("client_addr"), (since != null) ? since.toInstant() : null, row.getString("state"), null);
	}

	/** Returns this session as one that prevents the removal of a version. */
	AttachedSession using(String version) {
		return new AttachedSession(this.pid, this.user, this.application, this.address, this.since, this.state,
				version);
	}

	/** Returns whether the server hides the session's details from the leader. */
	boolean isHidden() {
		return this.since == null;
	}

	@Override
	public String toString() {
		return "pid %d (%s%s)".formatted(this.pid, ClientText.of(this.user, this.application, this.address, this.since),
				(this.state != null) ? ", " + this.state : "");
	}

}
