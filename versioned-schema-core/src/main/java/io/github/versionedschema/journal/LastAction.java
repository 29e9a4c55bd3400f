package io.github.versionedschema.journal;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * The transition that an operator requested last, on any instance or with a command. An
 * expand that an application starts with does not count.
 *
 * @param action the transition
 * @param result its result
 * @param message what was done, or why it was not
 * @param reason the kind of refusal or failure, or null
 * @param details blocking sessions, offending rows or findings
 * @param host the instance that runs it
 * @param startedAt when it began
 * @param finishedAt when it ended, or null while it runs
 */
@JsonInclude(Include.NON_EMPTY)
public record LastAction(String action, Result result, String message, @Nullable String reason, List<?> details,
		String host, Instant startedAt, @Nullable Instant finishedAt) {

	/** Kinds of result. */
	public enum Result {

		/** It runs. */
		RUNNING,

		/** It was done. */
		DONE,

		/** There was nothing to do. */
		NOTHING,

		/** It was refused. */
		REFUSED,

		/** It failed. */
		FAILED

	}

	/** Returns the action of an instance that begins now. */
	public static LastAction begun(String action, String host) {
		return new LastAction(action, Result.RUNNING, "It runs; its result follows.", null, List.of(), host,
				Instant.now(), null);
	}

	/** Returns the same action with its result. */
	public LastAction ended(Result end, String message, @Nullable String reason, List<?> details) {
		return new LastAction(this.action, end, message, reason, details, this.host, this.startedAt, Instant.now());
	}

	/** Returns the same action, which its instance could not end. */
	public LastAction lost() {
		return ended(Result.FAILED,
				"Its instance ended before it was done. Start %s again, which resumes.".formatted(this.action), null,
				List.of());
	}

}
