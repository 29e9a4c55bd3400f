package io.github.versionedschema.rollout;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Sends requests to the next instance in rotation, and measures them.
 */
final class Requests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final HttpClient client;

	private final Rotation<Instance> rotation;

	private volatile Phase phase;

	private final JsonMapper json = JsonMapper.shared();

	Requests(HttpClient client, Rotation<Instance> rotation, Phase phase) {
		this.client = client;
		this.rotation = rotation;
		this.phase = phase;
	}

	/**
	 * Ends the current phase and starts another. A request belongs to the phase in which
	 * it was sent.
	 */
	void measureFor(Phase phase) {
		Phase before = this.phase;
		this.phase = phase;
		before.ended();
	}

	/**
	 * Sends a request.
	 * @param request what to send
	 * @param due scheduled time of the request; latency is measured from it, so that a
	 * stall counts for all delayed requests
	 * @return the answer, or empty if the request failed
	 */
	Optional<Answer> send(Request request, long due) {
		Phase measured = this.phase;
		Optional<Rotation.Member<Instance>> member = this.rotation.take();
		try {
			if (member.isEmpty()) {
				measured.failed("%s: no instance is ready".formatted(request));
				return Optional.empty();
			}
			return send(request, member.get().instance(), measured);
		}
		finally {
			member.ifPresent(this.rotation::giveBack);
			measured.answered(Duration.ofNanos(System.nanoTime() - due));
		}
	}

	private Optional<Answer> send(Request request, Instance instance, Phase measured) {
		try {
			HttpResponse<String> response = this.client.send(toHttp(request, instance),
					HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != request.expected()) {
				measured.failed("%s to %s: %d instead of %d, %s".formatted(request, instance.name(),
						response.statusCode(), request.expected(), response.body()));
				return Optional.empty();
			}
			JsonNode body = response.body().isEmpty() ? MissingNode.getInstance() : this.json.readTree(response.body());
			return Optional.of(new Answer(instance, body, measured));
		}
		catch (IOException | JacksonException ex) {
			measured.failed("%s to %s: %s".formatted(request, instance.name(), ex));
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			measured.failed("%s to %s: interrupted".formatted(request, instance.name()));
			return Optional.empty();
		}
	}

	private HttpRequest toHttp(Request request, Instance instance) {
		Object content = request.body().in(instance.release());
		HttpRequest.BodyPublisher body = (content == null) ? HttpRequest.BodyPublishers.noBody()
				: HttpRequest.BodyPublishers.ofString(this.json.writeValueAsString(content));
		return HttpRequest.newBuilder(instance.uri().resolve(request.path()))
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.method(request.method(), body)
			.build();
	}

	/**
	 * Request to any release.
	 *
	 * @param method HTTP method
	 * @param path with its query
	 * @param expected status of the response
	 * @param body the body
	 */
	record Request(String method, String path, int expected, Body body) {

		static Request get(String path) {
			return new Request("GET", path, 200, (release) -> null);
		}

		@Override
		public String toString() {
			return this.method + " " + this.path;
		}

	}

	/** Body of a request, in the format of a release. */
	interface Body {

		@Nullable Object in(Release release);

	}

	/**
	 * The response to a request.
	 *
	 * @param instance the instance that answered
	 * @param body the body of the response
	 * @param phase in which the request was sent
	 */
	record Answer(Instance instance, JsonNode body, Phase phase) {

		Release release() {
			return this.instance.release();
		}

		/**
		 * Counts the answer as wrong.
		 * @param expected the expected value
		 */
		void isWrong(Object expected) {
			this.phase
				.wrong("%s says %s, but last written was %s".formatted(this.instance.name(), this.body, expected));
		}

	}

}
