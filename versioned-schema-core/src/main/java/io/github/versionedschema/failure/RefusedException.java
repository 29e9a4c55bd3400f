package io.github.versionedschema.failure;

import java.util.List;

/**
 * A transition was refused and changed nothing. Says who or what is in the way, since
 * when, and what to do.
 */
public final class RefusedException extends RuntimeException {

	private final Reason reason;

	private final transient List<?> details;

	/**
	 * Creates the exception.
	 * @param reason the kind of refusal
	 * @param message who, why, since when and what to do
	 * @param details the sessions or violations in the way, as records that can be
	 * serialised
	 */
	public RefusedException(Reason reason, String message, List<?> details) {
		super(message);
		this.reason = reason;
		this.details = List.copyOf(details);
	}

	/**
	 * Returns the same refusal, saying what became of what was done before.
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

	/** Returns the sessions or violations in the way; possibly empty. */
	public List<?> details() {
		return this.details;
	}

	/** Why a transition can be refused. */
	public enum Reason {

		/** Sessions are attached to the version that would go away. */
		SESSIONS_ATTACHED,

		/** Rows violate what the new version demands. */
		VIOLATIONS,

		/** Another instance leads at this moment. */
		ANOTHER_LEADER,

		/** A session that cannot lead holds a lock of ours. */
		FOREIGN_LOCK,

		/** The state of the migration does not allow the transition. */
		WRONG_PHASE,

		/** The version was retired and can never be used again. */
		RETIRED

	}

}
