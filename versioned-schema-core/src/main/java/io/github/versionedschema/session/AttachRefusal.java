package io.github.versionedschema.session;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Why {@code versioned_schema.attach} can refuse a session; each has an SQLSTATE of its
 * own.
 */
public enum AttachRefusal {

	/** The version is unknown, being prepared, or was undone. */
	NOT_LIVE("VS001"),

	/** The version was retired and can never be used again. */
	RETIRED("VS002"),

	/** The session's path does not lead to the version's schema. */
	WRONG_PATH("VS003"),

	/** A transition keeps the version closed; it may be opened again. */
	CLOSED("VS004"),

	/** The transaction could not see a retirement that has just happened. */
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
	 * Returns whether the version is gone for those who used it until now.
	 */
	public boolean isEndOfUse() {
		return this == NOT_LIVE || this == RETIRED;
	}

	public static @Nullable AttachRefusal of(SQLException ex) {
		for (AttachRefusal refusal : values()) {
			if (refusal.sqlState.equals(ex.getSQLState())) {
				return refusal;
			}
		}
		return null;
	}

}
