package io.github.versionedschema.autoconfigure.transition;

import java.time.Duration;

import io.github.versionedschema.SchemaStatus;
import io.github.versionedschema.autoconfigure.progress.ProgressText;
import io.github.versionedschema.event.DurationText;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the application's version was not provided in time.
 */
public final class VersionWaitTimeoutException extends VersionedSchemaException {

	VersionWaitTimeoutException(@Nullable String version, SchemaStatus status, Duration timeout) {
		super(FailureKind.FAILED, "wait-timeout",
				"Version \"%s\" of schema \"%s\" cannot be used after a wait of %s: %s. %s".formatted(version,
						status.baseSchema(), DurationText.of(timeout.toMillis() / 1000.0), ProgressText.line(status),
						status.next()),
				null);
	}

	@Override
	public String advice() {
		return """
				Expand to the version, for example in a job with --versioned-schema.command=expand, increase \
				versioned-schema.expand.wait-timeout, or let this application expand with \
				versioned-schema.expand.on=ready.""";
	}

}
