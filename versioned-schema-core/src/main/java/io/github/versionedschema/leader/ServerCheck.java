package io.github.versionedschema.leader;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.versionedschema.failure.MissingPrivilegeException;
import io.github.versionedschema.failure.UnsupportedServerException;
import io.github.versionedschema.postgres.ServerFacts;
import io.github.versionedschema.schema.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses unsupported servers and settings.
 */
final class ServerCheck {

	private static final Logger logger = LoggerFactory.getLogger(ServerCheck.class);

	private static final int OLDEST_MAJOR = 15;

	private static final int NEWEST_KNOWN_MAJOR = 18;

	private final String baseSchema;

	private final LockSettings locks;

	ServerCheck(String baseSchema, LockSettings locks) {
		this.baseSchema = baseSchema;
		this.locks = locks;
	}

	/** Checked before any query that only PostgreSQL can answer. */
	static void requirePostgres(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		if (!"PostgreSQL".equals(product)) {
			throw new UnsupportedServerException("PostgreSQL is needed, but the database is %s.".formatted(product),
					"Point the leader's connection to another server.");
		}
	}

	void require(ServerFacts server) {
		requirePostgres(server);
		requireLockTimeout(server);
		requireBaseSchema(server);
	}

	private static void requirePostgres(ServerFacts server) {
		if (!server.versionText().startsWith("PostgreSQL") || server.major() < OLDEST_MAJOR) {
			throw new UnsupportedServerException(
					"PostgreSQL %d or newer is needed, but the server is: %s.".formatted(OLDEST_MAJOR,
							server.versionText()),
					"Upgrade the server, or point the leader's connection to another one.");
		}
		if (server.standby()) {
			throw new UnsupportedServerException("The server is a read-only standby.",
					"Point the leader's connection to the primary server, for example with targetServerType=primary in the URL.");
		}
		if (server.major() > NEWEST_KNOWN_MAJOR) {
			logger.warn("PostgreSQL {} is newer than the newest that this release was tested with ({})", server.major(),
					NEWEST_KNOWN_MAJOR);
		}
	}

	private void requireLockTimeout(ServerFacts server) {
		long timeout = this.locks.timeout().toMillis();
		if (timeout * 2 >= server.deadlockMillis()) {
			throw new UnsupportedServerException(
					"The lock timeout of %d ms is too long for this server, whose deadlock_timeout is %d ms: a client could be killed as the victim of a deadlock with the migration."
						.formatted(timeout, server.deadlockMillis()),
					"Set the lock timeout below %d ms.".formatted(server.deadlockMillis() / 2));
		}
	}

	private void requireBaseSchema(ServerFacts server) {
		String schema = Identifier.quote(this.baseSchema);
		String role = Identifier.quote(server.role());
		if (!server.baseSchemaExists()) {
			throw new MissingPrivilegeException(
					"Schema %s does not exist in database %s.".formatted(schema, Identifier.quote(server.database())),
					"CREATE SCHEMA %s AUTHORIZATION %s".formatted(schema, role));
		}
		if (!server.mayUseBaseSchema()) {
			throw new MissingPrivilegeException("Role %s may not use schema %s.".formatted(role, schema),
					"GRANT USAGE, CREATE ON SCHEMA %s TO %s".formatted(schema, role));
		}
	}

	/** The leader creates the version schemas and the journal's schema. */
	static void requireRightToCreateSchemas(ServerFacts server) {
		if (!server.mayCreateSchemas()) {
			String role = Identifier.quote(server.role());
			String database = Identifier.quote(server.database());
			throw new MissingPrivilegeException(
					"Role %s may not create schemas in database %s.".formatted(role, database),
					"GRANT CREATE ON DATABASE %s TO %s".formatted(database, role));
		}
	}

}
