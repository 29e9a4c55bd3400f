package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Thrown when a connection pooler such as PgBouncer rejects connections that set {@code
 * search_path} as a startup parameter.
 */
public final class PoolerInBetweenException extends SQLException {

	private PoolerInBetweenException(SQLException cause) {
		super("""
				A connection pooler such as PgBouncer stands before the server and does not take search_path at the start \
				of a connection (%s). A version is used by a session, so give the application a URL that leads to the \
				server itself, or to a pooler in session pooling mode that passes search_path on (PgBouncer 1.20 and \
				newer: track_extra_parameters = search_path)."""
			.formatted(cause.getMessage()), cause.getSQLState(), cause);
	}

	static Connection explain(Opening opening) throws SQLException {
		try {
			return opening.open();
		}
		catch (SQLException ex) {
			if (String.valueOf(ex.getMessage()).contains("unsupported startup parameter")) {
				throw new PoolerInBetweenException(ex);
			}
			throw ex;
		}
	}

	interface Opening {

		Connection open() throws SQLException;

	}

}
