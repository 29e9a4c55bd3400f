package io.github.versionedschema.backfill;

import java.sql.SQLException;
import java.util.List;

import io.github.versionedschema.execute.ProblemRows;
import io.github.versionedschema.failure.Samples;
import io.github.versionedschema.failure.kind.FailureKind;
import io.github.versionedschema.failure.kind.VersionedSchemaException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when rows cannot be filled.
 */
public final class BackfillFailedException extends VersionedSchemaException {

	private static final long serialVersionUID = 1L;

	private final boolean deterministic;

	BackfillFailedException(String problem, @Nullable Throwable cause) {
		this(problem, cause, false);
	}

	private BackfillFailedException(String problem, @Nullable Throwable cause, boolean deterministic) {
		super(FailureKind.FAILED, "backfill-failed", problem, cause);
		this.deterministic = deterministic;
	}

	@Override
	public boolean isDeterministic() {
		return this.deterministic;
	}

	/** Creates the exception for rows whose values cannot be computed. */
	static BackfillFailedException ofRows(String table, List<String> columns, ProblemRows rows) {
		return new BackfillFailedException(
				"The value of %s cannot be computed for %,d %s of %s:\n  %s".formatted(String.join(", ", columns),
						rows.count(), (rows.count() == 1) ? "row" : "rows", table, String.join("\n  ", rows.samples())),
				null, true);
	}

	static BackfillFailedException of(Part part, PageRange range, @Nullable String ctid, long rowsDone,
			RuntimeException cause, Samples samples) {
		Throwable root = cause;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		String row = (ctid == null) ? ""
				: "\n  The row: select * from %s where ctid = '%s'".formatted(part.name(), ctid);
		return new BackfillFailedException(
				"""
						%s of %s cannot be filled: %s%s
						  %,d rows before it are filled.""".formatted(capitalized(range), part.name(),
						(root instanceof SQLException sql) ? samples.describe(sql) : root.getMessage(), row, rowsDone),
				cause);
	}

	private static String capitalized(PageRange range) {
		String text = range.toString();
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
