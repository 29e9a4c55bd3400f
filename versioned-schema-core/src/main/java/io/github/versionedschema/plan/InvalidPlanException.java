package io.github.versionedschema.plan;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when migrations cannot be applied to this database as written. By default
 * nothing was changed; callers that have changed something state it with
 * {@link #after(String)}.
 */
public final class InvalidPlanException extends VersionedSchemaException {

	private static final String NOTHING = "Nothing was changed.";

	private final transient List<Finding> findings;

	private final transient List<Check> checks;

	private final String changed;

	/**
	 * Creates the exception.
	 * @param findings all errors that were found, not only the first
	 */
	public InvalidPlanException(List<Finding> findings) {
		this(findings, List.of());
	}

	/**
	 * Creates the exception for errors that were found without the server.
	 * @param findings all errors that were found, not only the first
	 * @param checks the checks that the server can still run
	 */
	public InvalidPlanException(List<Finding> findings, List<Check> checks) {
		this(findings, checks, NOTHING);
	}

	private InvalidPlanException(List<Finding> findings, List<Check> checks, String changed) {
		super(FailureKind.INVALID, "invalid-plan",
				findings.stream()
					.map(Finding::toString)
					.collect(Collectors.joining("\n  ", "The migrations cannot be applied. " + changed + "\n  ", "")),
				null);
		this.findings = List.copyOf(findings);
		this.checks = List.copyOf(checks);
		this.changed = changed;
	}

	/**
	 * Returns the exception for the case that something was changed before.
	 * @param changes sentences about it; empty if there is nothing
	 */
	public InvalidPlanException after(String changes) {
		return changes.isEmpty() ? this : new InvalidPlanException(this.findings, this.checks, changes);
	}

	@Override
	public String description() {
		return this.findings.stream()
			.map(Finding::toString)
			.collect(Collectors.joining("\n  - ",
					"The schema's migrations cannot be applied to this database. " + inDatabase() + "\n\n  - ", ""));
	}

	private String inDatabase() {
		return this.changed.equals(NOTHING) ? "Nothing was changed in it." : this.changed;
	}

	@Override
	public String advice() {
		return "Correct the migrations. --versioned-schema.command=plan shows what they would do, without starting "
				+ "the application.";
	}

	@Override
	public List<Finding> details() {
		return this.findings;
	}

	/** Returns all errors. */
	public List<Finding> findings() {
		return this.findings;
	}

	/** Returns the checks of the operations in which no error was found so far. */
	public List<Check> checks() {
		return this.checks;
	}

}
