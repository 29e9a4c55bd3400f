package io.github.versionedschema.applications.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.github.versionedschema.test.process.JavaCommand;
import io.github.versionedschema.test.process.JavaProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Application in a separate process, started from its jar.
 */
final class RunningApplication implements AutoCloseable {

	private static final String ANNOUNCEMENT = "@@ ";

	private final JavaProcess process;

	private final Path folder;

	private RunningApplication(JavaProcess process, Path folder) {
		this.process = process;
		this.folder = folder;
	}

	/**
	 * Starts an application.
	 * @param name of its module
	 * @param folder for its output
	 * @param jvm options of its JVM
	 * @param arguments its arguments
	 */
	static RunningApplication start(String name, Path folder, List<String> jvm, List<String> arguments) {
		JavaCommand command = Applications.command(name)
			.withOptions(List.of("-DPORTFILE=" + folder.resolve("application.port")))
			.withOptions(jvm)
			.withArguments(arguments);
		return new RunningApplication(JavaProcess.start(command, folder.resolve("output")), folder);
	}

	/** Returns the Java version of the started applications. */
	static int javaVersion() {
		Path release = Applications.javaHome().resolve("release");
		try (var lines = Files.lines(release)) {
			return lines.filter((line) -> line.startsWith("JAVA_VERSION="))
				.map((line) -> Runtime.Version.parse(line.substring(line.indexOf('=') + 1).replace("\"", "")).feature())
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Returns its standard output and error. */
	String output() {
		return this.process.output();
	}

	/** Returns the announcements of its beans, line by line: subject and event. */
	List<String> announcements() {
		return output().lines()
			.filter((line) -> line.startsWith(ANNOUNCEMENT))
			.map((line) -> line.substring(ANNOUNCEMENT.length()))
			.toList();
	}

	/** Returns the announcements of beans that read the database. */
	List<String> sightings() {
		return announcements().stream().filter((line) -> !line.startsWith("availability ")).toList();
	}

	boolean hasAnnounced(String line) {
		return announcements().contains(line);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** Sends a GET request to the application's port. */
	Answer get(String path) {
		return get("application.port", path);
	}

	/**
	 * Sends a GET request to the management port, or to the application's port if there
	 * is no separate one.
	 */
	Answer manage(String path) {
		String own = "application-management.port";
		return get(Files.exists(this.folder.resolve(own)) ? own : "application.port", path);
	}

	/** Sends a POST request to the application's port. */
	Answer post(String path) {
		return ask("application.port", path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()));
	}

	/** Returns the open port of the application. */
	int port() {
		return Integer.parseInt(read("application.port").orElseThrow());
	}

	private Answer get(String portFile, String path) {
		return ask(portFile, path, HttpRequest.newBuilder());
	}

	private Answer ask(String portFile, String path, HttpRequest.Builder request) {
		Optional<String> port = read(portFile).filter((content) -> !content.isBlank());
		if (port.isEmpty()) {
			return Answer.CLOSED;
		}
		try {
			return ask(request.uri(URI.create("http://127.0.0.1:" + port.get() + path)));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private Answer ask(HttpRequest.Builder request) throws InterruptedException {
		// A new connection for each request, as the kubelet does: Reactor Netty 1.3.7 may
		// never read the third request of a connection (reactor-netty issue 4361).
		HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
		try {
			var response = http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (HttpTimeoutException ex) {
			dumpThreads();
			return new Answer(0, ex.toString());
		}
		catch (IOException ex) {
			return new Answer(0, ex.toString());
		}
	}

	/** Adds a thread dump to its output. */
	private void dumpThreads() throws InterruptedException {
		Path jcmd = Applications.javaHome().resolve("bin").resolve("jcmd");
		try {
			new ProcessBuilder(jcmd.toString(), Long.toString(this.process.pid()), "Thread.print", "-l")
				.redirectErrorStream(true)
				.redirectOutput(Redirect.appendTo(this.folder.resolve("output").toFile()))
				.start()
				.waitFor(20, TimeUnit.SECONDS);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Optional<String> read(String file) {
		try {
			Path path = this.folder.resolve(file);
			return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Asks the application to stop, as a platform does.
	 * @param patience how long to wait
	 * @return whether it ended within that time
	 */
	boolean terminate(Duration patience) {
		this.process.terminate();
		return this.process.endsWithin(patience);
	}

	/** Waits until the process ends and returns its exit status. */
	int awaitExit() {
		assertThat(this.process.endsWithin(Duration.ofSeconds(60))).as("%s", this).isTrue();
		return this.process.await();
	}

	@Override
	public void close() {
		this.process.close();
	}

	@Override
	public String toString() {
		return this.process.toString();
	}

	/**
	 * Answer of a port.
	 *
	 * @param status HTTP status, or 0 when there was no answer
	 * @param body its content
	 */
	record Answer(int status, String body) {

		static final Answer CLOSED = new Answer(0, "No port has been opened");

		boolean isClosed() {
			return this.status == 0;
		}

	}

}
