package io.github.versionedschema.failure;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a transition is refused. Nothing was changed. The message names what
 * prevents the transition, since when, and what to do.
 */
public final class RefusedException extends VersionedSchemaException {

	private final Reason reason;

	private final transient List<?> details;

	private final String problem;

	private final @Nullable String remedy;

	/**
	 * Creates the exception.
	 * @param reason the kind of refusal
	 * @param message what prevents the transition, since when, and what to do
	 * @param details the sessions or violations that prevent the transition, as
	 * serializable records
	 */
	public RefusedException(Reason reason, String message, List<?> details) {
		this(reason, message, null, details, null);
	}

	/**
	 * Creates the exception for a problem that may be one of several.
	 * @param reason the kind of refusal
	 * @param problem what prevents the transition, since when
	 * @param remedy what to do
	 * @param details the sessions or violations that prevent the transition, as
	 * serializable records
	 */
	public RefusedException(Reason reason, String problem, String remedy, List<?> details) {
		this(reason, problem, remedy, details, null);
	}

	private RefusedException(Reason reason, String problem, @Nullable String remedy, List<?> details,
			@Nullable Throwable cause) {
		super(FailureKind.REFUSED, "refused", (remedy != null) ? problem + " Nothing was changed. " + remedy : problem,
				cause);
		this.reason = reason;
		this.problem = problem;
		this.remedy = remedy;
		this.details = List.copyOf(details);
	}

	/**
	 * Returns one refusal for several: a line for each problem, then what to do.
	 * @param refusals refusals of the same kind, at least one
	 */
	public static RefusedException all(List<RefusedException> refusals) {
		RefusedException first = refusals.get(0);
		if (refusals.size() == 1) {
			return first;
		}
		String remedies = refusals.stream()
			.map((refusal) -> refusal.remedy)
			.filter(Objects::nonNull)
			.distinct()
			.collect(Collectors.joining("\n"));
		return new RefusedException(first.reason,
				refusals.stream().map((refusal) -> refusal.problem).collect(Collectors.joining("\n"))
						+ "\nNothing was changed. " + remedies,
				refusals.stream().flatMap((refusal) -> refusal.details.stream()).toList());
	}

	/**
	 * Returns a copy of this refusal that also states what happened to earlier work.
	 * @param consequence a sentence
	 */
	public RefusedException with(String consequence) {
		return new RefusedException(this.reason, getMessage() + "\n" + consequence, null, this.details, this);
	}

	@Override
	public String advice() {
		return this.reason.advice();
	}

	/** Returns the kind of refusal. */
	@Override
	public Reason reason() {
		return this.reason;
	}

	/** Returns the sessions or violations that prevent the transition; possibly empty. */
	@Override
	public List<?> details() {
		return this.details;
	}

	/** Why a transition can be refused. */
	public enum Reason {

		/** Sessions are attached to the version that would be removed. */
		SESSIONS_ATTACHED("Stop these sessions and start again."),

		/** Rows violate a newer version's constraints. */
		VIOLATIONS("Correct the rows or the migration, and start again."),

		/** Another instance is the leader. */
		ANOTHER_LEADER("Wait until the other instance is done, and start again."),

		/**
		 * A session that cannot be a leader holds a lock of versioned-schema.
		 */
		FOREIGN_LOCK("End the session that holds the lock, and start again."),

		/** The state of the migration does not allow the transition. */
		WRONG_PHASE(
				"""
						Complete or abort the migration that the message names: POST to /actuator/schema-versions/complete or \
						/abort of a running instance, or --versioned-schema.command=complete or =abort. Both resume what was begun. \
						Then start again."""),

		/** The version was retired and can never be used again. */
		RETIRED("""
				Deploy a release whose last migration is a live version: --versioned-schema.command=status shows them. A \
				retired version can only be used again if it is shown as kept: --versioned-schema.command=revert.""");

		private final String advice;

		Reason(String advice) {
			this.advice = advice;
		}

		/** Returns what to do if the refusal ended the start of an application. */
		public String advice() {
			return this.advice;
		}

	}

}
