package io.github.versionedschema.session;

import java.sql.SQLException;

import io.github.versionedschema.execute.Secrets;
import org.springframework.dao.DataAccessException;

/**
 * What the server said.
 */
final class ServerError {

	private ServerError() {
	}

	static boolean is(DataAccessException ex, String sqlState) {
		return ex.getMostSpecificCause() instanceof SQLException cause && sqlState.equals(cause.getSQLState());
	}

	static String message(DataAccessException ex) {
		return Secrets.hide(String.valueOf(ex.getMostSpecificCause().getMessage()));
	}

}
