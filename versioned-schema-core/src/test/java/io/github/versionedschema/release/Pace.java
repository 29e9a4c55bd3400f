package io.github.versionedschema.release;

import java.time.Duration;
import java.util.Arrays;

import io.github.versionedschema.VersionedSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how long a transition takes and how long clients wait during it.
 *
 * @param transition duration of the transition
 * @param stall duration of the longest client statement
 */
public record Pace(Duration transition, Duration stall) {

	private static final Logger logger = LoggerFactory.getLogger(Pace.class);

	public static Pace of(String what, Transition transition, VersionedSchema schema, Clients... clients) {
		Arrays.stream(clients).forEach(Clients::longest);
		long start = System.nanoTime();
		transition.run(schema);
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		// A statement that waited for the end of the transition finishes soon.
		Arrays.stream(clients).forEach((some) -> some.awaitStatements(20));
		Duration stall = Arrays.stream(clients).map(Clients::longest).max(Duration::compareTo).orElse(Duration.ZERO);
		logger.info("{}: {} took {} ms, the longest statement of a client {} ms", what, transition, took.toMillis(),
				stall.toMillis());
		return new Pace(took, stall);
	}

}
