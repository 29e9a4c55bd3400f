package io.github.versionedschema.sample.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * Starts a server from the embedded binaries.
 */
final class EmbeddedServer {

	private static final int LINES_OF_LOG = 5;

	private EmbeddedServer() {
	}

	/**
	 * Starts a server that outlives this process: the last process to leave stops it.
	 * Commits are durable, unlike with the defaults of the embedded binaries, and the
	 * server listens on the loopback address only.
	 */
	static Postmaster start(Path data, Path log) throws IOException {
		try {
			EmbeddedPostgres.builder()
				.setDataDirectory(data)
				.setCleanDataDirectory(false)
				.setRegisterShutdownHook(false)
				.setPGStartupWait(Duration.ofSeconds(60))
				.setServerConfig("listen_addresses", "127.0.0.1")
				.setServerConfig("unix_socket_directories", "")
				.setServerConfig("fsync", "on")
				.setServerConfig("synchronous_commit", "on")
				.setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
				.start();
		}
		catch (IOException | RuntimeException ex) {
			throw new IOException("%s%n%s%nIf nothing in %s is needed, delete it and start again."
				.formatted(ex.getMessage(), lastLines(log), data.getParent()), ex);
		}
		releaseForOthers(data);
		return Postmaster.in(data)
			.orElseThrow(
					() -> new IOException("the server stopped right after its start%n%s".formatted(lastLines(log))));
	}

	/**
	 * Removes the lock file of the library. The library holds the lock until it stops the
	 * server, which it never does here, so no other process could start the server again.
	 */
	private static void releaseForOthers(Path data) {
		try {
			Files.deleteIfExists(data.resolve("epg-lock"));
		}
		catch (IOException ex) {
			// Windows cannot delete a locked file. The lock is released when this process
			// ends.
		}
	}

	private static String lastLines(Path log) {
		try {
			List<String> lines = Files.readAllLines(log);
			return "The end of %s:%n%s".formatted(log, String.join(System.lineSeparator(),
					lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size())));
		}
		catch (IOException ex) {
			return "It left no log in " + log;
		}
	}

}
