package io.github.versionedschema.autoconfigure.datasource;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.test.TestDatabase;
import org.awaitility.Awaitility;

/**
 * Runs the real PgBouncer in front of a test's database, if it is installed.
 */
final class PgBouncer implements AutoCloseable {

	private static final Pattern VERSION = Pattern.compile("PgBouncer (\\d+)\\.(\\d+)");

	private final Process process;

	private final String url;

	private PgBouncer(Process process, String url) {
		this.process = process;
		this.url = url;
	}

	static Optional<Path> executable() {
		return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)), Stream.of("/usr/sbin"))
			.map((folder) -> Path.of(folder, "pgbouncer"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/** Returns whether this PgBouncer can forward startup parameters. */
	static boolean passesThePathOn() throws IOException {
		Process process = new ProcessBuilder(executable().orElseThrow().toString(), "--version").start();
		Matcher version = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
		if (!version.find()) {
			throw new IllegalStateException("PgBouncer does not tell its version");
		}
		return Integer.parseInt(version.group(1)) > 1 || Integer.parseInt(version.group(2)) >= 20;
	}

	/**
	 * Starts PgBouncer.
	 * @param database the target database, used as its superuser
	 * @param folder for its configuration
	 * @param settings further lines of the configuration
	 */
	static PgBouncer start(TestDatabase database, Path folder, String... settings) throws IOException {
		URI server = URI.create(database.server().url().substring("jdbc:".length()));
		int port = freePort();
		List<String> lines = new ArrayList<>(List.of("[databases]",
				"%s = host=%s port=%d user=%s password=%s".formatted(database.name(), server.getHost(),
						server.getPort(), database.user(), database.password()),
				"[pgbouncer]", "listen_addr = 127.0.0.1", "listen_port = " + port, "unix_socket_dir =",
				"auth_type = any", "admin_users = nobody"));
		if (System.getProperty("user.name").equals("root")) {
			lines.add("user = nobody");
		}
		lines.addAll(List.of(settings));
		Path configuration = Files.write(folder.resolve("pgbouncer.ini"), lines);
		Path log = folder.resolve("pgbouncer.log");
		Process process = new ProcessBuilder(executable().orElseThrow().toString(), configuration.toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		Awaitility.await()
			.failFast("PgBouncer ended, see " + log, () -> !process.isAlive())
			.until(() -> Files.readString(log).contains("process up"));
		return new PgBouncer(process, "jdbc:postgresql://127.0.0.1:" + port + "/" + database.name());
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

	String url() {
		return this.url;
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
