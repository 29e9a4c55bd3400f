package io.github.versionedschema.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A separate PostgreSQL server for tests that stop or configure it; all other tests use
 * {@link TestServer#shared()}. A commit returns when it is written, as in production, but
 * not when it has reached the disk: {@code fsync} is off unless the settings say
 * otherwise. The data of such a server is in memory where there is room, as a database of
 * a test is a thousand files that exist for a second.
 * <p>
 * The server ends with this JVM: a shutdown hook stops it and deletes its data, and on
 * Unix a {@link ServerWatchdog} does if the JVM is killed. If the watchdog is killed as
 * well, the next start removes the data, and the server notices that within a minute.
 */
public final class EmbeddedServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedServer.class);

	private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

	private static final String PID_FILE = "postmaster.pid";

	private static final String FSYNC = "fsync";

	private static final String OFF = "off";

	/** Where all processes have the folders of their servers. */
	private static final String FOLDER = "embedded-pg";

	/** With the process ID, the name of the folder of one process. */
	private static final String OF_PROCESS = "process-";

	/** Of Linux, a folder in memory. */
	private static final Path MEMORY = Path.of("/dev/shm");

	/** Far more than the servers of a module's tests need together. */
	private static final long ROOM = 4L << 30;

	private static final int START_ATTEMPTS = 3;

	private final Path data;

	private final Map<String, String> settings;

	private final Thread shutdownHook = new Thread(this::stopAndDelete, "embedded-server-stop");

	private EmbeddedPostgres postgres;

	private EmbeddedServer(Path data, Map<String, String> settings, EmbeddedPostgres postgres) {
		this.data = data;
		this.settings = settings;
		this.postgres = postgres;
		Runtime.getRuntime().addShutdownHook(this.shutdownHook);
	}

	/**
	 * Starts a server on a free port.
	 * @param settings server settings beyond the defaults of the tests
	 * @return the server, to be closed by the caller
	 */
	public static EmbeddedServer start(Map<String, String> settings) {
		// Only processes crash in tests, never the machine: nothing need reach the disk.
		Map<String, String> all = new TreeMap<>(
				Map.of(FSYNC, OFF, "synchronous_commit", "on", "max_connections", "200"));
		all.putAll(settings);
		Path folder = folderOfProcess(
				(OFF.equals(all.get(FSYNC)) && hasRoom(MEMORY)) ? MEMORY.resolve(FOLDER) : onDisk());
		for (int attempt = 1;; attempt++) {
			Path data = folder.resolve(UUID.randomUUID().toString());
			try {
				return new EmbeddedServer(data, all, start(data, all, 0));
			}
			catch (IOException | IllegalStateException ex) {
				// Another process may take the free port before the server uses it.
				delete(data);
				if (attempt == START_ATTEMPTS) {
					throw new IllegalStateException("No embedded PostgreSQL server could be started", ex);
				}
				logger.warn("Embedded server did not start, trying again", ex);
			}
		}
	}

	/**
	 * Returns the folder of the servers of this process. The builder stops servers in the
	 * same folder that are older than ten minutes and whose lock it gets. A process loses
	 * its locks as soon as it looks at them itself, so others must not look there.
	 */
	private static Path folderOfProcess(Path shared) {
		try {
			Files.createDirectories(shared);
			try (Stream<Path> folders = Files.list(shared)) {
				folders.filter(EmbeddedServer::isLeftOver).forEach(EmbeddedServer::delete);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return shared.resolve(OF_PROCESS + ProcessHandle.current().pid());
	}

	private static boolean isLeftOver(Path folder) {
		String name = folder.getFileName().toString();
		return name.startsWith(OF_PROCESS)
				&& ProcessHandle.of(Long.parseLong(name.substring(OF_PROCESS.length()))).isEmpty();
	}

	private static Path onDisk() {
		return Path.of(System.getProperty("java.io.tmpdir"), FOLDER);
	}

	private static boolean hasRoom(Path folder) {
		try {
			return Files.isWritable(folder) && Files.getFileStore(folder).getUsableSpace() >= ROOM;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static EmbeddedPostgres start(Path data, Map<String, String> settings, int port) throws IOException {
		// The builder removes leftovers from this folder. Programs may not run from
		// memory.
		System.setProperty("ot.epg.working-dir", String.valueOf(data.getParent()));
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setOverrideWorkingDirectory(onDisk().toFile())
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setRegisterShutdownHook(false)
			.setLocaleConfig("locale", "C")
			.setPort(port)
			.setPGStartupWait(START_TIMEOUT);
		settings.forEach(builder::setServerConfig);
		EmbeddedPostgres postgres = builder.start();
		ServerWatchdog.watch(postmaster(data), data);
		requireOwn(postgres, data);
		return postgres;
	}

	private static void requireOwn(EmbeddedPostgres postgres, Path data) throws IOException {
		String reached = server(postgres).jdbc().sql("show data_directory").query(String.class).single();
		if (!Path.of(reached).toRealPath().equals(data.toRealPath())) {
			postgres.close();
			throw new IllegalStateException("Port " + postgres.getPort() + " leads to another server's " + reached);
		}
	}

	private static TestServer server(EmbeddedPostgres postgres) {
		return new TestServer("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres", "postgres",
				"postgres");
	}

	private static long postmaster(Path data) throws IOException {
		return Long.parseLong(Files.readAllLines(data.resolve(PID_FILE)).get(0).strip());
	}

	/**
	 * Returns how to connect to the server, also after a restart.
	 * @return the server
	 */
	public TestServer server() {
		return server(this.postgres);
	}

	/**
	 * Stops the server without any shutdown work, as a crash does: clients are cut off,
	 * and the next start recovers from the write-ahead log. Unix only.
	 */
	public void stopImmediately() {
		try {
			ProcessHandle postmaster = ProcessHandle.of(postmaster(this.data)).orElseThrow();
			new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).inheritIO().start().waitFor();
			// Removing the file is its last action; its exit status may not be collected
			// for a long time.
			Path pidFile = this.data.resolve(PID_FILE);
			Awaitility.await()
				.pollInterval(Duration.ofMillis(10))
				.atMost(START_TIMEOUT)
				.until(() -> Files.notExists(pidFile) || !postmaster.isAlive());
		}
		catch (Exception ex) {
			throw new IllegalStateException("The server in " + this.data + " could not be stopped", ex);
		}
	}

	/**
	 * Starts the server again after {@link #stopImmediately()}, on the same port.
	 */
	public void restart() {
		try {
			// Releases the lock on the data, which the next start acquires.
			this.postgres.close();
			this.postgres = start(this.data, this.settings, this.postgres.getPort());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Stops the server and deletes its data.
	 */
	@Override
	public void close() {
		Runtime.getRuntime().removeShutdownHook(this.shutdownHook);
		stopAndDelete();
	}

	private void stopAndDelete() {
		try {
			this.postgres.close();
		}
		catch (IOException ex) {
			logger.warn("Embedded server in {} did not stop", this.data, ex);
		}
		delete(this.data);
	}

	private static void delete(Path data) {
		try {
			FileSystemUtils.deleteRecursively(data);
		}
		catch (IOException ex) {
			logger.warn("{} could not be deleted", data, ex);
		}
	}

}
