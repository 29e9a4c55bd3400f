package io.github.versionedschema.plan.draft;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An operation that cannot be applied to the draft. The planner reports it as a finding
 * and goes on with the next operation, so that all mistakes are told at once.
 */
public final class Rejection extends RuntimeException {

	private final @Nullable String advice;

	private final transient List<Rejection> all;

	/**
	 * Creates the rejection.
	 * @param message what is wrong
	 * @param advice what to write instead, or null
	 */
	public Rejection(String message, @Nullable String advice) {
		super(message, null, false, false);
		this.advice = advice;
		this.all = List.of(this);
	}

	/**
	 * Creates one for several things that are wrong with an operation.
	 * @param all what is wrong, at least one
	 */
	public Rejection(List<Rejection> all) {
		super(all.get(0).getMessage(), null, false, false);
		this.advice = all.get(0).advice();
		this.all = List.copyOf(all);
	}

	private Rejection() {
		super("follows from another mistake", null, false, false);
		this.advice = null;
		this.all = List.of();
	}

	/**
	 * Returns one of which nothing has to be told: the operation speaks of what would be
	 * there but for a mistake that is told already.
	 */
	static Rejection consequence() {
		return new Rejection();
	}

	/** Returns everything that is wrong with the operation itself. */
	public List<Rejection> all() {
		return this.all;
	}

	/** Returns what to write instead, or null. */
	public @Nullable String advice() {
		return this.advice;
	}

}
