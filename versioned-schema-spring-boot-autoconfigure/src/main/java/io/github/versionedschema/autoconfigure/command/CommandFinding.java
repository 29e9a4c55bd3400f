package io.github.versionedschema.autoconfigure.command;

import io.github.versionedschema.migration.place.Problem;
import io.github.versionedschema.migration.place.Source;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Finding.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Finding in a migration, from any check.
 *
 * @param severity whether it stops the migration
 * @param file display name of the file, or null when the finding concerns all migrations
 * @param line from 1, or null when it is not known
 * @param column from 1, or null when it is not known
 * @param operation position of the operation in the file, from 1, or null
 * @param key of the operation, e.g. {@code add_column}, or null
 * @param message what is wrong or notable
 * @param advice what to write or do instead, or null
 * @param rule name of the rule with which an operation can acknowledge the finding, or
 * null
 * @param acknowledged why the author of the operation accepts it, or null
 * @param text the whole finding in one line
 */
record CommandFinding(Severity severity, @Nullable String file, @Nullable Integer line, @Nullable Integer column,
		@Nullable Integer operation, @Nullable String key, String message, @Nullable String advice,
		@Nullable String rule, @Nullable String acknowledged, String text) {

	static CommandFinding of(Finding finding) {
		Source source = finding.source();
		if (source == null) {
			return new CommandFinding(finding.severity(), null, null, null, null, null, finding.message(),
					finding.advice(), finding.rule(), finding.acknowledged(), finding.toString());
		}
		return new CommandFinding(finding.severity(), source.file(), source.line(), source.column(), source.index(),
				source.key(), finding.message(), finding.advice(), finding.rule(), finding.acknowledged(),
				finding.toString());
	}

	/**
	 * Returns the finding for a detail of a failure.
	 */
	static CommandFinding of(Object detail) {
		if (detail instanceof Finding finding) {
			return of(finding);
		}
		return (detail instanceof Problem problem) ? of(problem) : new CommandFinding(Severity.ERROR, null, null, null,
				null, null, detail.toString(), null, null, null, detail.toString());
	}

	private static CommandFinding of(Problem problem) {
		Source operation = problem.operation();
		return new CommandFinding(Severity.ERROR, problem.file(), positive(problem.line()), positive(problem.column()),
				(operation != null) ? Integer.valueOf(operation.index()) : null,
				(operation != null) ? operation.key() : null, problem.message(), problem.advice(), null, null,
				problem.toString());
	}

	private static @Nullable Integer positive(int number) {
		return (number > 0) ? Integer.valueOf(number) : null;
	}

}
