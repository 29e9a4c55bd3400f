package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens the physical connections of a pool.
 */
@FunctionalInterface
public interface PhysicalConnections {

	/**
	 * The property of pgjdbc that sets {@code application_name}, unless it is already
	 * set.
	 */
	String APPLICATION_NAME = "ApplicationName";

	/**
	 * Opens a connection.
	 * @param properties pgjdbc properties of this connection, in addition to those of the
	 * implementation; with {@code user} and {@code password} if the pool provides them
	 * @return a new connection with auto-commit on
	 * @throws SQLException if it cannot be opened
	 */
	Connection open(Properties properties) throws SQLException;

}
