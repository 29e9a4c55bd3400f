package io.github.versionedschema.sample.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL server, identified by its process and port.
 *
 * @param pid the process
 * @param port its port on the loopback address
 */
record Postmaster(long pid, int port) {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	/**
	 * Finds the server that runs on a data directory. The content of
	 * {@code postmaster.pid} is trusted only if a server answers and names the same
	 * directory: the file survives a crash of the machine, after which its numbers may
	 * belong to other processes.
	 */
	static Optional<Postmaster> in(Path data) throws IOException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		do {
			Optional<Postmaster> candidate = read(data.resolve("postmaster.pid")).filter(Postmaster::isAlive);
			if (candidate.isEmpty()) {
				return Optional.empty();
			}
			Path served = candidate.get().dataDirectory();
			if (served != null) {
				return candidate.filter((postmaster) -> served.equals(data));
			}
			// The server is still starting, and the process that started it was killed.
			LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
		}
		while (System.nanoTime() < deadline);
		return Optional.empty();
	}

	private static Optional<Postmaster> read(Path file) throws IOException {
		try {
			List<String> lines = Files.readAllLines(file);
			// An incompletely written file has fewer lines.
			return (lines.size() < 4) ? Optional.empty() : Optional
				.of(new Postmaster(Long.parseLong(lines.get(0).trim()), Integer.parseInt(lines.get(3).trim())));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
	}

	private boolean isAlive() {
		return ProcessHandle.of(this.pid)
			.filter((process) -> process.info().command().map((command) -> command.contains("postgres")).orElse(true))
			.isPresent();
	}

	private @Nullable Path dataDirectory() {
		try (Connection connection = connect();
				var rows = connection.createStatement().executeQuery("show data_directory")) {
			rows.next();
			return Path.of(rows.getString(1)).toRealPath();
		}
		catch (SQLException | IOException ex) {
			return null;
		}
	}

	String url(String database) {
		return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(this.port, database);
	}

	/**
	 * Connects as the superuser.
	 */
	Connection connect() throws SQLException {
		return DriverManager.getConnection(url("postgres") + "?connectTimeout=5&ApplicationName=sample-server",
				"postgres", null);
	}

	/**
	 * Stops this server and no other, and waits until it is down. After the signal the
	 * server accepts no connections and waits for sessions to end, so the sessions are
	 * terminated.
	 */
	void stop() throws SQLException, IOException {
		Optional<ProcessHandle> process = ProcessHandle.of(this.pid);
		if (process.isEmpty()) {
			return;
		}
		try (Connection connection = connect(); var statement = connection.createStatement()) {
			process.get().destroy();
			statement.execute("""
					select pg_terminate_backend(pid) from pg_stat_activity
					where backend_type = 'client backend' and pid <> pg_backend_pid()""");
		}
		try {
			process.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (TimeoutException | ExecutionException ex) {
			throw new IOException("process %d is still there".formatted(this.pid), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
