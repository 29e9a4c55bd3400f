package io.github.versionedschema.failure;

import java.sql.SQLException;

import org.springframework.dao.DataAccessException;

/**
 * An error that the server reported.
 */
public final class ServerError {

	private ServerError() {
	}

	public static boolean is(DataAccessException ex, String sqlState) {
		return ex.getMostSpecificCause() instanceof SQLException cause && sqlState.equals(cause.getSQLState());
	}

	public static String message(DataAccessException ex) {
		return Secrets.hide(String.valueOf(ex.getMostSpecificCause().getMessage()));
	}

}
