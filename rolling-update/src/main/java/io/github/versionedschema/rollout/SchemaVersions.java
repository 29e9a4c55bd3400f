package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Client of the actuator endpoint of an instance, as a deployment job uses it.
 */
final class SchemaVersions {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final HttpClient client;

	private final URI uri;

	SchemaVersions(HttpClient client, Instance instance) {
		this.client = client;
		this.uri = instance.uri().resolve("/actuator/schema-versions");
	}

	/**
	 * Completes or aborts, and waits for the end of the transition. A refused request is
	 * retried for a while: the server may need a moment to notice that the last client
	 * has disconnected.
	 * @param action the path of {@code complete} or {@code abort}
	 * @param live how many versions are live afterwards
	 */
	void transition(String action, int live) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		HttpRequest post = HttpRequest.newBuilder(URI.create(this.uri + "/" + action))
			.POST(HttpRequest.BodyPublishers.noBody())
			.build();
		HttpResponse<String> response = send(post);
		while (response.statusCode() == 409 && System.nanoTime() < deadline) {
			pause();
			response = send(post);
		}
		if (response.statusCode() / 100 != 2) {
			throw new RolloutException("POST %s: %d %s".formatted(post.uri(), response.statusCode(), response.body()));
		}
		JsonNode status = status();
		while (!isDone(status, live)) {
			if (status.path("error").isString() || System.nanoTime() > deadline) {
				throw new RolloutException("The %s did not come to its end: %s".formatted(action, status));
			}
			pause();
			status = status();
		}
	}

	private JsonNode status() throws IOException, InterruptedException {
		HttpResponse<String> response = send(HttpRequest.newBuilder(this.uri).build());
		return JsonMapper.shared().readTree(response.body());
	}

	private static boolean isDone(JsonNode status, int live) {
		String phase = status.path("phase").asString("");
		return phase.equals((live == 1) ? "STEADY" : "EXPANDED") && status.path("versions")
			.valueStream()
			.filter((version) -> version.path("state").asString("").equals("live"))
			.count() == live;
	}

	private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	/** The endpoint can only be polled. */
	private static void pause() throws InterruptedException {
		Thread.sleep(50);
	}

}
