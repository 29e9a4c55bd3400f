package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.github.versionedschema.failure.RefusedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What came of an action of the endpoint.
 *
 * @param action the action
 * @param result in a word
 * @param message what was done, or why it was not and what to do
 * @param reason the kind of refusal, or null
 * @param details the sessions or rows in the way, or what was found
 */
@JsonInclude(Include.NON_NULL)
public record ActionResult(String action, Result result, String message, @Nullable Reason reason,
		@Nullable List<?> details) {

	static ActionResult of(String action, Result result, String message) {
		return new ActionResult(action, result, message, null, null);
	}

	/** The results there are. */
	public enum Result {

		/** It was begun; the endpoint tells how far it is. */
		ACCEPTED,

		/** It was done. */
		DONE,

		/** There was nothing to do. */
		NOTHING,

		/** A dry run says that it would be done. */
		WOULD_RUN,

		/** It was refused, or would be, and nothing was changed. */
		REFUSED,

		/** It failed. */
		FAILED,

		/** There is no such action. */
		UNKNOWN

	}

}
