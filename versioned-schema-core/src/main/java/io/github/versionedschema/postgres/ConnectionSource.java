package io.github.versionedschema.postgres;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.leader.Leader;

/**
 * Opens connections of the role that changes the schema. Connections are direct, or go
 * through a pooler in session mode. They are not pooled: closing one ends its session.
 */
@FunctionalInterface
public interface ConnectionSource {

	/**
	 * Opens a connection. It should use TCP keep-alive and no socket timeout, as an index
	 * build may send no data for hours. If the application name is already
	 * {@value Leader#APPLICATION_NAME}, no statement is needed to set it.
	 * @return a new connection, which the caller closes
	 * @throws SQLException if the database cannot be reached
	 */
	Connection open() throws SQLException;

}
