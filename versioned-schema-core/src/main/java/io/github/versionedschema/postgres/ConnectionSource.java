package io.github.versionedschema.postgres;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.leader.Leader;

/**
 * Opens connections of the role that changes the schema. They lead directly to the
 * server, or through a pooler that keeps a session on one server connection, and are not
 * pooled: closing one ends its session.
 */
@FunctionalInterface
public interface ConnectionSource {

	/**
	 * Opens a connection. It should have TCP keep-alive and no socket time-out: a build
	 * of an index answers nothing for hours. Where it already has the application name
	 * {@value Leader#APPLICATION_NAME}, that costs no statement later.
	 * @return a new connection, which the caller closes
	 * @throws SQLException if the database cannot be reached
	 */
	Connection open() throws SQLException;

}
