package io.github.versionedschema.autoconfigure.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * The last transition that an action of the endpoint requested on this instance.
 *
 * @param result its result so far, unwrapped into the JSON
 * @param startedAt when it was requested
 * @param finishedAt when it ended, or null while it runs
 */
public record LastAction(@JsonUnwrapped ActionResult result, Instant startedAt,
		@JsonInclude(Include.NON_NULL) @Nullable Instant finishedAt) {

	static LastAction begun(ActionResult result) {
		return new LastAction(result, Instant.now(), null);
	}

	LastAction with(ActionResult current) {
		return new LastAction(current, this.startedAt, null);
	}

	LastAction ended(ActionResult end) {
		return new LastAction(end, this.startedAt, Instant.now());
	}

}
