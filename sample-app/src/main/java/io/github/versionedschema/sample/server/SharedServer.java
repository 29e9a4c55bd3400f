package io.github.versionedschema.sample.server;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A PostgreSQL server in a folder that several processes share: the first process starts
 * it and the last one stops it. When a process is killed, the server continues for the
 * others.
 */
public final class SharedServer implements AutoCloseable {

	static final String DATABASE = "sample";

	static final String USER = "sample";

	private final Path data;

	private final FolderLock lock;

	private final Postmaster postmaster;

	private final String description;

	private SharedServer(Path data, FolderLock lock, Postmaster postmaster, String description) {
		this.data = data;
		this.lock = lock;
		this.postmaster = postmaster;
		this.description = description;
	}

	/**
	 * Joins the server of a folder, and starts it if it is not running.
	 * @param directory its data folder, created if it does not exist
	 * @return a share of the running server, to be closed when it is no longer used
	 * @throws SharedServerException if there is no server and none can be started
	 */
	public static SharedServer join(Path directory) {
		Path folder = directory.toAbsolutePath().normalize();
		try {
			Files.createDirectories(folder);
			Path data = folder.toRealPath().resolve("data");
			FolderLock lock = FolderLock.open(folder.resolve("server.lock"));
			try {
				return join(folder, data, lock);
			}
			catch (IOException | SQLException | RuntimeException ex) {
				lock.close();
				throw ex;
			}
		}
		catch (IOException | SQLException ex) {
			throw new SharedServerException(
					"The folder %s cannot be used for an embedded PostgreSQL: %s".formatted(folder, ex.getMessage()),
					ex);
		}
	}

	private static SharedServer join(Path folder, Path data, FolderLock lock) throws IOException, SQLException {
		try (FileLock alone = lock.alone()) {
			long begin = System.nanoTime();
			Optional<Postmaster> running = Postmaster.in(data);
			Postmaster postmaster = (running.isPresent()) ? running.get()
					: EmbeddedServer.start(data, folder.resolve("postgresql.log"));
			String version = prepare(postmaster);
			lock.enter();
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			String how = running.isPresent() ? "Sharing the running PostgreSQL %s".formatted(version)
					: "Started PostgreSQL %s in %.1f s".formatted(version, took.toMillis() / 1000.0);
			return new SharedServer(data, lock, postmaster,
					"%s, port %d, data in %s. To start over, stop all instances and delete this folder.".formatted(how,
							postmaster.port(), folder));
		}
	}

	/**
	 * Creates the application's role and database, unless they exist from an earlier run.
	 * The role owns its database and is not a superuser, as in production.
	 */
	private static String prepare(Postmaster postmaster) throws SQLException {
		try (Connection connection = postmaster.connect(); var statement = connection.createStatement()) {
			try (var role = statement.executeQuery("select from pg_roles where rolname = '" + USER + "'")) {
				if (!role.next()) {
					statement.executeUpdate("create role " + USER + " login");
				}
			}
			try (var database = statement.executeQuery("select from pg_database where datname = '" + DATABASE + "'")) {
				if (!database.next()) {
					statement.executeUpdate("create database " + DATABASE + " owner " + USER);
				}
			}
			return connection.getMetaData().getDatabaseProductVersion();
		}
	}

	/**
	 * Returns the URL of the application's database.
	 * @return a JDBC URL without user
	 */
	public String url() {
		return this.postmaster.url(DATABASE);
	}

	/**
	 * Returns the application's role, which has no password.
	 * @return its name
	 */
	public String user() {
		return USER;
	}

	/**
	 * Returns a description of the server and how it was found.
	 * @return a line with the version, the port and the folder
	 */
	public String description() {
		return this.description;
	}

	/**
	 * Releases the share. The last process stops the server and waits until it is down.
	 */
	@Override
	public void close() {
		if (!this.lock.isOpen()) {
			return;
		}
		try (this.lock; FileLock alone = this.lock.alone()) {
			if (this.lock.leave()) {
				Optional<Postmaster> running = Postmaster.in(this.data);
				if (running.isPresent()) {
					running.get().stop();
				}
			}
		}
		catch (IOException | SQLException ex) {
			throw new SharedServerException(
					"The PostgreSQL in %s was not stopped: %s".formatted(this.data, ex.getMessage()), ex);
		}
	}

}
