package io.github.versionedschema.testing.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.postgres.ConnectionSource;
import io.github.versionedschema.schema.Identifier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Creates and drops databases on the server of the configured database. At most one
 * process does so at a time: it holds an advisory lock in the configured database until
 * this is closed. The others wait without a session, because a database with sessions
 * cannot be copied.
 */
final class Server implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Server.class);

	private static final Duration TEMPLATE_RETENTION = Duration.ofDays(7);

	private static final Duration LONG_WAIT = Duration.ofSeconds(10);

	private static final long PAUSE = 100;

	/** {@code vstd} in ASCII. */
	private static final int LOCK = 0x76737464;

	private static final String WITHOUT_SESSIONS = """
			select d.datname from pg_catalog.pg_database d
			where pg_catalog.starts_with(d.datname, :prefix)
				and not exists (select from pg_catalog.pg_stat_activity a where a.datid = d.oid)
			""";

	private static final String UNUSED_TEMPLATES = """
			select d.datname from pg_catalog.pg_database d
			where pg_catalog.starts_with(d.datname, :prefix)
				and pg_catalog.shobj_description(d.oid, 'pg_database') < :before
			""";

	private final Connection connection;

	private final JdbcClient jdbc;

	private final DatabaseNames names;

	private Server(Connection connection) {
		this.connection = connection;
		this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
		this.names = new DatabaseNames(
				this.jdbc.sql("select oid from pg_catalog.pg_database where datname = current_database()")
					.query(Long.class)
					.single());
	}

	/**
	 * Waits until no other process creates databases.
	 * @param configured connections to the configured database
	 */
	static Server open(ConnectionSource configured) {
		Instant told = Instant.now();
		while (true) {
			Connection connection = connect(configured);
			if (tryLock(connection)) {
				return new Server(connection);
			}
			JdbcUtils.closeConnection(connection);
			if (Instant.now().isAfter(told.plus(LONG_WAIT))) {
				told = Instant.now();
				logger.info("Waiting for another process that creates a database for tests");
			}
			pause();
		}
	}

	private static Connection connect(ConnectionSource configured) {
		try {
			return configured.open();
		}
		catch (SQLException ex) {
			throw new IllegalStateException("The configured database cannot be reached: " + ex.getMessage(), ex);
		}
	}

	private static boolean tryLock(Connection connection) {
		try {
			return JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("select pg_catalog.pg_try_advisory_lock(?, 0)")
				.param(LOCK)
				.query(Boolean.class)
				.single();
		}
		catch (DataAccessException ex) {
			JdbcUtils.closeConnection(connection);
			throw ex;
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for another process", ex);
		}
	}

	/** Returns a client of the configured database. */
	JdbcClient jdbc() {
		return this.jdbc;
	}

	DatabaseNames names() {
		return this.names;
	}

	boolean mayCreateDatabases() {
		return this.jdbc.sql("select rolcreatedb or rolsuper from pg_catalog.pg_roles where rolname = current_user")
			.query(Boolean.class)
			.single();
	}

	boolean exists(String database) {
		return this.jdbc.sql("select exists (select from pg_catalog.pg_database where datname = ?)")
			.param(database)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Creates a database. Copying files makes checkpoints, which is faster than logging
	 * each page only if the server does not wait for the disk.
	 * @param database its name
	 * @param source what it is a copy of
	 */
	void create(String database, Source source) {
		String strategy = this.jdbc
			.sql("select case current_setting('fsync') when 'off' then 'file_copy' else 'wal_log' end")
			.query(String.class)
			.single();
		this.jdbc
			.sql("create database %s template %s strategy %s%s".formatted(Identifier.quote(database),
					Identifier.quote(source.database()), strategy, source.options()))
			.update();
	}

	/** Makes a database a template, which no session can use. */
	void publish(String unfinished, String template) {
		this.jdbc.sql("alter database %s allow_connections false".formatted(Identifier.quote(unfinished))).update();
		this.jdbc
			.sql("alter database %s rename to %s".formatted(Identifier.quote(unfinished), Identifier.quote(template)))
			.update();
	}

	/** Records that a template is used. */
	void use(String template) {
		this.jdbc
			.sql("comment on database %s is %s".formatted(Identifier.quote(template),
					Identifier.literal(comment(Instant.now()))))
			.update();
	}

	private static String comment(Instant used) {
		return "versioned-schema: template of tests, last used " + used.truncatedTo(TimeUnit.SECONDS.toChronoUnit());
	}

	void drop(String database) {
		this.jdbc.sql("drop database if exists %s with (force)".formatted(Identifier.quote(database))).update();
	}

	/**
	 * Drops what killed processes left, and templates that no test has used for a week.
	 */
	void removeLeftovers() {
		this.jdbc.sql(WITHOUT_SESSIONS)
			.param("prefix", this.names.clones())
			.query(String.class)
			.list()
			.forEach(this::dropUnused);
		this.jdbc.sql(UNUSED_TEMPLATES)
			.param("prefix", this.names.templates())
			.param("before", comment(Instant.now().minus(TEMPLATE_RETENTION)))
			.query(String.class)
			.list()
			.forEach(this::dropUnused);
	}

	private void dropUnused(String database) {
		try {
			this.jdbc.sql("drop database if exists " + Identifier.quote(database)).update();
			logger.debug("Dropped database {}, which an earlier process left", database);
		}
		catch (DataAccessException ex) {
			logger.debug("Database {} was not dropped", database, ex);
		}
	}

	/** Ends the session, and with it the lock. */
	@Override
	public void close() {
		JdbcUtils.closeConnection(this.connection);
	}

}
