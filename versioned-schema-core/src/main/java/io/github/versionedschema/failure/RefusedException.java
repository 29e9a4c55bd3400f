package io.github.versionedschema.failure;

import java.util.List;

/**
 * Thrown when a transition is refused. Nothing was changed. The message names what
 * prevents the transition, since when, and what to do.
 */
public final class RefusedException extends RuntimeException {

	private final Reason reason;

	private final transient List<?> details;

	/**
	 * Creates the exception.
	 * @param reason the kind of refusal
	 * @param message what prevents the transition, since when, and what to do
	 * @param details the sessions or violations that prevent the transition, as
	 * serializable records
	 */
	public RefusedException(Reason reason, String message, List<?> details) {
		super(message);
		this.reason = reason;
		this.details = List.copyOf(details);
	}

	/**
	 * Returns a copy of this refusal that also states what happened to earlier work.
	 * @param consequence a sentence
	 */
	public RefusedException with(String consequence) {
		RefusedException refused = new RefusedException(this.reason, getMessage() + "\n" + consequence, this.details);
		refused.initCause(this);
		return refused;
	}

	/** Returns the kind of refusal. */
	public Reason reason() {
		return this.reason;
	}

	/** Returns the sessions or violations that prevent the transition; possibly empty. */
	public List<?> details() {
		return this.details;
	}

	/** Why a transition can be refused. */
	public enum Reason {

		/** Sessions are attached to the version that would be removed. */
		SESSIONS_ATTACHED,

		/** Rows violate the new version's constraints. */
		VIOLATIONS,

		/** Another instance is the leader. */
		ANOTHER_LEADER,

		/**
		 * A session that cannot be a leader holds a lock of versioned-schema.
		 */
		FOREIGN_LOCK,

		/** The state of the migration does not allow the transition. */
		WRONG_PHASE,

		/** The version was retired and can never be used again. */
		RETIRED

	}

}
