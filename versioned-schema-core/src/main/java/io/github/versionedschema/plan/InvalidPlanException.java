package io.github.versionedschema.plan;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;

/**
 * Thrown when migrations cannot be applied to this database as written. Nothing was
 * changed.
 */
public final class InvalidPlanException extends VersionedSchemaException {

	private final transient List<Finding> findings;

	private final transient List<Check> checks;

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
		super(FailureKind.INVALID, "invalid-plan", findings.stream()
			.map(Finding::toString)
			.collect(Collectors.joining("\n  ", "The migrations cannot be applied. Nothing was changed.\n  ", "")),
				null);
		this.findings = List.copyOf(findings);
		this.checks = List.copyOf(checks);
	}

	@Override
	public String description() {
		return this.findings.stream()
			.map(Finding::toString)
			.collect(Collectors.joining("\n  - ",
					"The schema's migrations cannot be applied to this database. Nothing was changed in it.\n\n  - ",
					""));
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
