package io.github.versionedschema.backfill;

import java.sql.SQLException;

import io.github.versionedschema.execute.DescribedFailure;
import io.github.versionedschema.execute.Samples;
import org.jspecify.annotations.Nullable;

/**
 * Rows could not be filled. What was filled before stays, and the next try goes on from
 * there.
 */
public final class BackfillFailedException extends RuntimeException implements DescribedFailure {

	BackfillFailedException(String problem, @Nullable Throwable cause) {
		super(problem, cause);
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
						  %,d rows before it are filled and stay so. Correct the row and expand again, which goes on from here; \
						or abort, correct the migration and expand anew."""
					.formatted(capitalized(range), part.name(),
							(root instanceof SQLException sql) ? samples.describe(sql) : root.getMessage(), row,
							rowsDone),
				cause);
	}

	private static String capitalized(PageRange range) {
		String text = range.toString();
		return Character.toUpperCase(text.charAt(0)) + text.substring(1);
	}

}
