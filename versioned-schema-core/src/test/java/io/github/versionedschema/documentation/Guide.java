package io.github.versionedschema.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.versionedschema.documentation.GuideStep.Addition;
import io.github.versionedschema.documentation.GuideStep.Command;
import io.github.versionedschema.documentation.GuideStep.Content;
import io.github.versionedschema.documentation.GuideStep.Dependencies;
import io.github.versionedschema.documentation.GuideStep.Stop;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Does the steps of a guide in a folder, with real processes. Commands of this repository
 * are executed in a clone of it, as they build modules that the running build also uses.
 */
final class Guide implements AutoCloseable {

	private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

	private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

	private final Path folder;

	private final Path clone;

	private final Map<String, String> environment;

	private final Map<String, Integer> ports;

	private final Map<String, Process> instances = new HashMap<>();

	/**
	 * Creates a guide, and clones this repository. Files are as they are now, committed
	 * or not.
	 * @param folder the folder of the application, in which the clone is another one
	 * @param environment variables of all processes
	 * @param ports free ports for those of the page
	 */
	Guide(Path folder, Map<String, String> environment, Map<String, Integer> ports) throws IOException {
		this.folder = folder;
		this.clone = Files.createDirectory(folder.resolve("clone"));
		execute("tar -c --exclude=target --exclude=.git . | tar -x -C '%s'".formatted(this.clone), ROOT);
		this.environment = environment;
		this.ports = ports;
	}

	void follow(GuideStep step) throws IOException {
		if (step instanceof Content file) {
			Path path = this.folder.resolve(file.path());
			Files.createDirectories(Objects.requireNonNull(path.getParent()));
			Files.writeString(path, file.text());
		}
		else if (step instanceof Addition addition) {
			Files.writeString(this.folder.resolve(addition.path()), addition.text(), StandardOpenOption.APPEND);
		}
		else if (step instanceof Dependencies dependencies) {
			Path build = this.folder.resolve("pom.xml");
			Files.writeString(build,
					Files.readString(build).replace("</dependencies>", dependencies.text() + "</dependencies>"));
		}
		else if (step instanceof Command command) {
			execute(command);
		}
		else if (step instanceof Stop stop) {
			stop(stop.release());
		}
	}

	private void execute(Command command) throws IOException {
		if (command.isInstance()) {
			start(command);
			return;
		}
		Path output = Files.createTempFile(this.folder, "output", ".txt");
		Process process = process(command.line()).redirectOutput(output.toFile()).start();
		assertThat(ended(process, Duration.ofMinutes(20))).as(command.line()).isTrue();
		String plain = COLOUR.matcher(Files.readString(output)).replaceAll("").strip();
		assertThat(plain).as(command.line()).matches(command.expected());
		assertThat(process.exitValue()).as(command.line()).isZero();
	}

	private void start(Command command) throws IOException {
		Path log = this.folder.resolve(command.release() + ".log");
		Process instance = process("exec " + command.line()).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		this.instances.put(command.release(), instance);
		URI readiness = URI.create("http://localhost:" + this.ports.get(command.port()) + "/actuator/health/readiness");
		Awaitility.await()
			.atMost(Duration.ofMinutes(20))
			.failFast(() -> assertThat(instance.isAlive()).as(Files.readString(log)).isTrue())
			.ignoreExceptionsInstanceOf(IOException.class)
			.until(() -> isReady((HttpURLConnection) readiness.toURL().openConnection()));
	}

	/** Before an application has Actuator, it is ready when it answers. */
	private static boolean isReady(HttpURLConnection readiness) throws IOException {
		return readiness.getResponseCode() == 200 || readiness.getResponseCode() == 404;
	}

	private ProcessBuilder process(String line) {
		boolean ofThisRepository = line.contains("./mvnw");
		String command = line.replaceFirst("^mvn ", this.clone.resolve("mvnw") + " ");
		for (Map.Entry<String, Integer> port : this.ports.entrySet()) {
			command = command.replace(port.getKey(), port.getValue().toString());
		}
		ProcessBuilder process = new ProcessBuilder("bash", "-c", command)
			.directory((ofThisRepository ? this.clone : this.folder).toFile())
			.redirectError(this.folder.resolve("errors.txt").toFile());
		process.environment().putAll(this.environment);
		return process;
	}

	private void stop(String release) {
		Process instance = Objects.requireNonNull(this.instances.remove(release), release);
		List<ProcessHandle> all = Stream.concat(instance.descendants(), Stream.of(instance.toHandle())).toList();
		all.forEach(ProcessHandle::destroy);
		all.forEach((process) -> process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
	}

	private static boolean ended(Process process, Duration patience) {
		try {
			return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		List.copyOf(this.instances.keySet()).forEach(this::stop);
	}

	/** Returns free ports for those of a page. */
	static Map<String, Integer> ports() {
		return Map.of("8080", freePort(), "8081", freePort());
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns a copy of the repository of Maven, as links, to install into. */
	static Path repository(Path parent) throws IOException {
		Path copy = parent.resolve("repository");
		execute("cp -rl '%s/.m2/repository' '%s'".formatted(System.getProperty("user.home"), copy), parent);
		return copy;
	}

	private static void execute(String line, Path folder) throws IOException {
		Process process = new ProcessBuilder("bash", "-c", "set -o pipefail; " + line).directory(folder.toFile())
			.inheritIO()
			.start();
		assertThat(ended(process, Duration.ofMinutes(5))).as(line).isTrue();
		assertThat(process.exitValue()).as(line).isZero();
	}

}
