package io.github.versionedschema.plan.draft;

import org.jspecify.annotations.Nullable;

/**
 * An operation that cannot be applied to the draft. The planner reports it as a finding
 * and goes on with the next operation, so that all mistakes are told at once.
 */
public final class Rejection extends RuntimeException {

	private final @Nullable String advice;

	/**
	 * Creates the rejection.
	 * @param message what is wrong
	 * @param advice what to write instead, or null
	 */
	public Rejection(String message, @Nullable String advice) {
		super(message, null, false, false);
		this.advice = advice;
	}

	/** Returns what to write instead, or null. */
	public @Nullable String advice() {
		return this.advice;
	}

}
