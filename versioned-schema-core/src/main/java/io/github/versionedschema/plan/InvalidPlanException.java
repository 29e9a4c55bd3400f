package io.github.versionedschema.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The migrations cannot work against this database as written. Nothing was changed.
 */
public final class InvalidPlanException extends RuntimeException {

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
	 * Creates the exception for what was found without asking the server.
	 * @param findings all errors that were found, not only the first
	 * @param checks what the server can judge all the same
	 */
	public InvalidPlanException(List<Finding> findings, List<Check> checks) {
		super(findings.stream()
			.map(Finding::toString)
			.collect(Collectors.joining("\n  ", "The migrations cannot be applied. Nothing was changed.\n  ", "")));
		this.findings = List.copyOf(findings);
		this.checks = List.copyOf(checks);
	}

	/** Returns all errors. */
	public List<Finding> findings() {
		return this.findings;
	}

	/** Returns the checks of those operations that nothing is wrong with so far. */
	public List<Check> checks() {
		return this.checks;
	}

}
