package io.github.versionedschema.failure;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a transition is refused. The message names what prevents the transition,
 * since when, what was changed before, and what to do. By default nothing was changed;
 * callers that have changed something state it with {@link #after(String)}.
 */
public final class RefusedException extends VersionedSchemaException {

	private static final String NOTHING = "Nothing was changed.";

	private final Reason reason;

	private final transient List<?> details;

	private final String problem;

	private final String changed;

	private final @Nullable String remedy;

	/**
	 * Creates the exception for a refusal that does not say what was changed.
	 * @param reason the kind of refusal
	 * @param message what prevents the transition, since when, and what to do
	 * @param details the sessions or violations that prevent the transition, as
	 * serializable records
	 */
	public RefusedException(Reason reason, String message, List<?> details) {
		this(reason, message, "", null, details, null);
	}

	/**
	 * Creates the exception for a problem that may be one of several. It says that
	 * nothing was changed.
	 * @param reason the kind of refusal
	 * @param problem what prevents the transition, since when
	 * @param remedy what to do
	 * @param details the sessions or violations that prevent the transition, as
	 * serializable records
	 */
	public RefusedException(Reason reason, String problem, String remedy, List<?> details) {
		this(reason, problem, "", remedy, details, null);
	}

	private RefusedException(Reason reason, String problem, String changed, @Nullable String remedy, List<?> details,
			@Nullable Throwable cause) {
		super(FailureKind.REFUSED, "refused", message(problem, changed, remedy), cause);
		this.reason = reason;
		this.problem = problem;
		this.changed = changed;
		this.remedy = remedy;
		this.details = List.copyOf(details);
	}

	private static String message(String problem, String changed, @Nullable String remedy) {
		String state = (changed.isEmpty() && remedy != null) ? NOTHING : changed;
		String rest = Stream.of(state, (remedy != null) ? remedy : "")
			.filter((text) -> !text.isEmpty())
			.collect(Collectors.joining(" "));
		return rest.isEmpty() ? problem : problem + (problem.contains("\n") ? "\n" : " ") + rest;
	}

	/**
	 * Returns one refusal for several: a line for each problem, then what was changed,
	 * and what to do.
	 * @param refusals refusals of the same kind, at least one
	 */
	public static RefusedException all(List<RefusedException> refusals) {
		RefusedException first = refusals.get(0);
		if (refusals.size() == 1) {
			return first;
		}
		return new RefusedException(first.reason, joined(refusals, (refusal) -> refusal.problem, "\n"),
				joined(refusals, (refusal) -> refusal.changed, " "),
				joined(refusals, (refusal) -> refusal.remedy, "\n"),
				refusals.stream().flatMap((refusal) -> refusal.details.stream()).toList(), first);
	}

	private static String joined(List<RefusedException> refusals, Function<RefusedException, @Nullable String> part,
			String delimiter) {
		return refusals.stream()
			.map(part)
			.filter((text) -> text != null && !text.isEmpty())
			.distinct()
			.collect(Collectors.joining(delimiter));
	}

	/**
	 * Returns a copy of this refusal that also states what had been changed before, and
	 * not that nothing was.
	 * @param changed sentences about changes that were made before those that this
	 * refusal states; empty if there are none
	 */
	public RefusedException after(String changed) {
		if (changed.isEmpty()) {
			return this;
		}
		return new RefusedException(this.reason, this.problem,
				this.changed.isEmpty() ? changed : changed + " " + this.changed, this.remedy, this.details, this);
	}

	/**
	 * Returns a copy of this refusal that also states what remains as it was, before what
	 * to do.
	 * @param state sentences; empty if there are none
	 */
	public RefusedException leaving(String state) {
		if (state.isEmpty()) {
			return this;
		}
		return (this.remedy != null)
				? new RefusedException(this.reason, this.problem, this.changed, state + " " + this.remedy, this.details,
						this)
				: new RefusedException(this.reason, this.problem + " " + state, this.changed, null, this.details, this);
	}

	/**
	 * Returns a copy of this refusal that also states what happened to earlier work.
	 * @param consequence a sentence
	 */
	public RefusedException with(String consequence) {
		return new RefusedException(this.reason, String.valueOf(getMessage()), consequence, null, this.details, this);
	}

	/**
	 * Returns a copy of this refusal for the case that earlier work was undone.
	 * @param consequence a sentence that says so
	 */
	public RefusedException undone(String consequence) {
		return new RefusedException(this.reason, getMessage() + "\n" + consequence, "", null, this.details, this);
	}

	@Override
	public String advice() {
		return this.reason.advice();
	}

	@Override
	public Boolean changed() {
		return !this.changed.isEmpty();
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

		/**
		 * Sessions are attached to no version, and an expand would make statements fail.
		 */
		SESSIONS_UNATTACHED(
				"""
						First deploy a release that has the starter but no new migration. When no instance without the starter is \
						left, deploy this release."""),

		/** Rows violate a newer version's constraints. */
		VIOLATIONS("Correct the rows or the migration, and start again."),

		/** Another instance is the leader. */
		ANOTHER_LEADER("Wait until the other instance is done, and start again."),

		/**
		 * A session that cannot be a leader holds a lock of versioned-schema.
		 */
		FOREIGN_LOCK("End the session that holds the lock, and start again."),

		/** A newer release of versioned-schema made the journal. */
		NEWER_JOURNAL("Start a release of the application that has the newer library."),

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
