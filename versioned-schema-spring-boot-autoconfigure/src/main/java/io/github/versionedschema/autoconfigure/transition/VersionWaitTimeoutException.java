package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.autoconfigure.progress.ProgressText;
import io.github.versionedschema.event.DurationText;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the application's version was not provided in time.
 */
public final class VersionWaitTimeoutException extends RuntimeException {

	VersionWaitTimeoutException(@Nullable String version, SchemaStatus status, Duration timeout) {
		super("Version \"%s\" of schema \"%s\" cannot be used after a wait of %s: %s. %s".formatted(version,
				status.baseSchema(), DurationText.of(timeout.toMillis() / 1000.0), ProgressText.line(status),
				status.next()));
	}

}
