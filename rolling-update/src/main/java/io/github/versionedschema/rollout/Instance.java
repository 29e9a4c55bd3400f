package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.versionedschema.test.process.JavaCommand;
import io.github.versionedschema.test.process.JavaProcess;

/**
 * Instance of a release, in a separate process on its own port.
 */
final class Instance implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(3);

	private static final Duration STOP = Duration.ofMinutes(1);

	private static final Duration INTERVAL = Duration.ofMillis(100);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private final String name;

	private final Release release;

	private final JavaProcess process;

	private final HttpClient client;

	private final URI uri;

	private Instance(String name, Release release, JavaProcess process, HttpClient client) {
		this.name = name;
		this.release = release;
		this.process = process;
		this.client = client;
		// The port is read from the output of this process, as other processes listen on
		// this machine too.
		this.uri = URI.create("http://127.0.0.1:" + await("its port", this::port));
	}

	/**
	 * Starts an instance and waits until its port is open, which is before it is ready.
	 */
	static Instance start(String name, Release release, JavaCommand application, Path log, HttpClient client) {
		JavaProcess process = JavaProcess
			.start(application.withArguments("--spring.profiles.active=" + release.profile(), "--server.port=0"), log);
		try {
			return new Instance(name, release, process, client);
		}
		catch (RuntimeException ex) {
			process.close();
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

	void awaitReady() {
		await("readiness", () -> isReady() ? "ready" : "");
	}

	/**
	 * Probes readiness, as a platform does.
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
	 * Stops the instance as a platform does: asks it to stop, and waits until it ends by
	 * itself.
	 */
	void stop() {
		this.process.terminate();
		if (!this.process.endsWithin(STOP)) {
			close();
			throw new RolloutException("%s did not stop within %d s after it was asked to.%n%s".formatted(this.name,
					STOP.toSeconds(), this.process));
		}
	}

	/**
	 * Kills the instance, if it is still running.
	 */
	@Override
	public void close() {
		this.process.close();
	}

	private String port() {
		Matcher matcher = PORT.matcher(this.process.output());
		return matcher.find() ? matcher.group(1) : "";
	}

	private String await(String what, Probe probe) {
		long deadline = System.nanoTime() + START.toNanos();
		boolean ended = false;
		while (System.nanoTime() < deadline && !ended) {
			String found = probe.look();
			if (!found.isEmpty()) {
				return found;
			}
			ended = this.process.endsWithin(INTERVAL);
		}
		String how = ended ? "but it ended with status %d".formatted(this.process.await())
				: "in vain for %d s".formatted(START.toSeconds());
		throw new RolloutException("%s: waited for %s, %s.%n%s".formatted(this.name, what, how, this.process));
	}

	/** Looks for a value that takes time to appear. */
	private interface Probe {

		String look();

	}

}
