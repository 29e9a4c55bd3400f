package io.github.versionedschema.session;

import java.sql.SQLException;

import io.github.versionedschema.failure.SqlStates;
import org.jspecify.annotations.Nullable;

/**
 * Reasons for which {@code versioned_schema.attach} refuses a session, each with its own
 * SQLSTATE.
 */
public enum AttachRefusal {

	/** The version is unknown, being prepared, or was undone. */
	NOT_LIVE("VS001"),

	/** The version was retired and can never be used again. */
	RETIRED("VS002"),

	/** The session's current schema is not the version's schema. */
	WRONG_PATH("VS003"),

	/** A transition has closed the version; it may be opened again. */
	CLOSED("VS004"),

	/** The transaction's snapshot is older than the retirement of the version. */
	UNSUITABLE_TRANSACTION("VS005");

	private final String sqlState;

	AttachRefusal(String sqlState) {
		this.sqlState = sqlState;
	}

	/** Returns the SQLSTATE that the server raises. */
	public String sqlState() {
		return this.sqlState;
	}

	/**
	 * Returns whether clients that used the version can no longer use it.
	 */
	public boolean isEndOfUse() {
		return this == NOT_LIVE || this == RETIRED;
	}

	public static @Nullable AttachRefusal of(SQLException ex) {
		for (AttachRefusal refusal : values()) {
			if (SqlStates.is(ex, refusal.sqlState)) {
				return refusal;
			}
		}
		return null;
	}

}
