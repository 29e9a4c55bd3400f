package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.SchemaFailure;

/**
 * Thrown when a connection pooler such as PgBouncer rejects connections that set {@code
 * search_path} as a startup parameter.
 */
public final class PoolerInBetweenException extends SQLException implements SchemaFailure {

	private PoolerInBetweenException(SQLException cause) {
		super("""
				A connection pooler such as PgBouncer stands before the server and does not take search_path at the start \
				of a connection (%s). A version is used by a session, so give the application a URL that leads to the \
				server itself, or to a pooler in session pooling mode that passes search_path on (PgBouncer 1.20 and \
				newer: track_extra_parameters = search_path)."""
			.formatted(cause.getMessage()), SqlStates.PROTOCOL_VIOLATION, cause);
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

	@Override
	public FailureKind kind() {
		return FailureKind.UNSUITABLE;
	}

	@Override
	public String type() {
		return "pooler";
	}

	@Override
	public String advice() {
		return "Change spring.datasource.url, and versioned-schema.datasource.url where that is set.";
	}

	interface Opening {

		Connection open() throws SQLException;

	}

}
