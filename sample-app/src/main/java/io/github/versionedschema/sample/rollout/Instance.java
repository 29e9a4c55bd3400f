package io.github.versionedschema.sample.rollout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An instance of a release: a process of its own, on a port of its own.
 */
final class Instance {

	private static final Duration START = Duration.ofMinutes(3);

	private static final Duration STOP = Duration.ofMinutes(1);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final String name;

	private final Release release;

	private final Process process;

	private final Path log;

	private final HttpClient client;

	private final URI uri;

	private Instance(String name, Release release, Process process, Path log, HttpClient client)
			throws InterruptedException {
		this.name = name;
		this.release = release;
		this.process = process;
		this.log = log;
		this.client = client;
		// The port is the one that this process has opened, whoever else listens here.
		this.uri = URI.create("http://127.0.0.1:" + await("its port", this::port));
	}

	/**
	 * Starts an instance and waits until its port is open, which is before it is ready.
	 */
	static Instance start(String name, Release release, Map<String, String> environment, Path log, HttpClient client)
			throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(JavaCommand.ofThisApplication());
		command.add("--spring.profiles.active=" + release.profile());
		command.add("--server.port=0");
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		try {
			return new Instance(name, release, process, log, client);
		}
		catch (RuntimeException | InterruptedException ex) {
			process.destroyForcibly();
			throw ex;
		}
	}

	String name() {
		return this.name;
	}

	Release release() {
		return this.release;
	}

	URI uri() {
		return this.uri;
	}

	void awaitReady() throws InterruptedException {
		await("readiness", () -> isReady() ? "ready" : "");
	}

	/**
	 * Asks as a platform does.
	 */
	boolean isReady() {
		HttpRequest probe = HttpRequest.newBuilder(this.uri.resolve("/actuator/health/readiness"))
			.timeout(Duration.ofSeconds(5))
			.build();
		try {
			return this.client.send(probe, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Stops the instance as a platform does: it is asked to, and ends by itself.
	 */
	void stop() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
			kill();
			throw new RolloutException("%s did not end within %d s after it was asked to.%n%s".formatted(this.name,
					STOP.toSeconds(), lastLines()));
		}
	}

	/**
	 * Ends the instance at once, if it is still there.
	 */
	void kill() {
		this.process.destroyForcibly();
	}

	private String port() {
		try {
			Matcher matcher = PORT.matcher(Files.readString(this.log));
			return matcher.find() ? matcher.group(1) : "";
		}
		catch (IOException ex) {
			return "";
		}
	}

	private String await(String what, Probe probe) throws InterruptedException {
		long deadline = System.nanoTime() + START.toNanos();
		while (System.nanoTime() < deadline && this.process.isAlive()) {
			String found = probe.look();
			if (!found.isEmpty()) {
				return found;
			}
			this.process.waitFor(100, TimeUnit.MILLISECONDS);
		}
		String how = this.process.isAlive() ? "in vain for %d s".formatted(START.toSeconds())
				: "but it ended with status %d".formatted(this.process.exitValue());
		throw new RolloutException("%s: waited for %s, %s.%n%s".formatted(this.name, what, how, lastLines()));
	}

	private String lastLines() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return "The end of %s:%n%s".formatted(this.log,
					String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 30), lines.size())));
		}
		catch (IOException ex) {
			return "It left no log in " + this.log;
		}
	}

	/** Looks for something that takes time to appear. */
	private interface Probe {

		String look();

	}

}
