package io.github.versionedschema.failure;

import org.springframework.dao.DataAccessException;

/**
 * An error that the server reported.
 */
public final class ServerError {

	private ServerError() {
	}

	public static String message(DataAccessException ex) {
		return Secrets.hide(String.valueOf(ex.getMostSpecificCause().getMessage()));
	}

}
