package io.github.versionedschema.plan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The migrations cannot work against this database as written. Nothing was changed.
 */
public final class InvalidPlanException extends RuntimeException {

	private final transient List<Finding> findings;

	/**
	 * Creates the exception.
	 * @param findings all errors that were found, not only the first
	 */
	public InvalidPlanException(List<Finding> findings) {
		super(findings.stream()
			.map(Finding::toString)
			.collect(Collectors.joining("\n  ", "The migrations cannot be applied. Nothing was changed.\n  ", "")));
		this.findings = List.copyOf(findings);
	}

	/** Returns all errors. */
	public List<Finding> findings() {
		return this.findings;
	}

}
