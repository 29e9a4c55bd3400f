package io.github.versionedschema.testing.database;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Thrown when no database for tests can be created.
 */
public final class DatabaseNotCreatedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private DatabaseNotCreatedException(String message) {
		super(message);
	}

	DatabaseNotCreatedException(DataAccessException cause) {
		super(String.valueOf(cause.getMostSpecificCause().getMessage()), cause);
	}

	static DatabaseNotCreatedException withoutPrivilege(JdbcClient jdbc) {
		return new DatabaseNotCreatedException(
				"Role \"%s\" may not create databases. Allow it with ALTER ROLE ... CREATEDB, as a superuser."
					.formatted(jdbc.sql("select current_user::text").query(String.class).single()));
	}

}
