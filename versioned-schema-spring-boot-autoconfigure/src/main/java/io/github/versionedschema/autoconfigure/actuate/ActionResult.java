package io.github.versionedschema.autoconfigure.actuate;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * Result of an endpoint action.
 *
 * @param action the action
 * @param result kind of result
 * @param message what was done, or why nothing was done and what to do
 * @param reason the kind of refusal or failure, or null
 * @param details blocking sessions, offending rows or findings
 */
@JsonInclude(Include.NON_NULL)
public record ActionResult(String action, Result result, String message, @Nullable Enum<?> reason,
		@Nullable List<?> details) {

	static ActionResult of(String action, Result result, String message) {
		return new ActionResult(action, result, message, null, null);
	}

	/** Kinds of result. */
	public enum Result {

		/** The checks take long; the endpoint shows whether they refuse the action. */
		CHECKING,

		/** The action was started; the endpoint shows its progress. */
		ACCEPTED,

		/** It was done. */
		DONE,

		/** There was nothing to do. */
		NOTHING,

		/** The dry run found that the action would run. */
		WOULD_RUN,

		/**
		 * The action was or would be refused; the message says what was changed before.
		 */
		REFUSED,

		/** It failed. */
		FAILED,

		/** There is no such action or schema, or no schema was named. */
		UNKNOWN

	}

}
