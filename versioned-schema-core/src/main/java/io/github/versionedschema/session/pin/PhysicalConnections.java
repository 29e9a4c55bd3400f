package io.github.versionedschema.session.pin;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Opens physical connections: what is below a pool.
 */
@FunctionalInterface
public interface PhysicalConnections {

	/**
	 * The property of pgjdbc that names a session; here, unless it has a name already.
	 */
	String APPLICATION_NAME = "ApplicationName";

	/**
	 * Opens a connection.
	 * @param properties start-up properties of pgjdbc that this connection must have, on
	 * top of what the implementation knows; {@code user} and {@code password} among them
	 * when the pool gives them
	 * @return a new connection with auto-commit on
	 * @throws SQLException when it cannot be opened
	 */
	Connection open(Properties properties) throws SQLException;

}
