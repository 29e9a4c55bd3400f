package io.github.versionedschema.plan.rejection;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an operation cannot be applied to the draft. The planner reports it as a
 * finding and continues with the next operation, so that all errors are reported at once.
 */
public final class Rejection extends RuntimeException {

	private final @Nullable String advice;

	private final transient List<Rejection> all;

	/**
	 * Creates the rejection.
	 * @param message the error
	 * @param advice what to do instead, or null
	 */
	public Rejection(String message, @Nullable String advice) {
		super(message, null, false, false);
		this.advice = advice;
		this.all = List.of(this);
	}

	/**
	 * Creates a rejection with several errors of one operation.
	 * @param all the errors, at least one
	 */
	public Rejection(List<Rejection> all) {
		super(all.get(0).getMessage(), null, false, false);
		this.advice = all.get(0).advice();
		this.all = List.copyOf(all);
	}

	private Rejection() {
		super("follows from another error", null, false, false);
		this.advice = null;
		this.all = List.of();
	}

	/**
	 * Returns a rejection without an error of its own: the operation refers to an object
	 * that is missing because of an error that is already reported.
	 */
	public static Rejection consequence() {
		return new Rejection();
	}

	/** Returns all errors of the operation itself. */
	public List<Rejection> all() {
		return this.all;
	}

	/** Returns what to do instead, or null. */
	public @Nullable String advice() {
		return this.advice;
	}

}
