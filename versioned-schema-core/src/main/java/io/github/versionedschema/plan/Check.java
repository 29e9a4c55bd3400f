package io.github.versionedschema.plan;

import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL checks before the first step. All checks of a plan run in
 * order, each in a savepoint, in one transaction that is rolled back. A failure is
 * reported for the source of the check.
 *
 * @param what what is being checked, as readable text, e.g. {@code the expression of
 * "up"}
 * @param sql the statement
 * @param expressionOffset where the user's text starts in the statement (0-based), so
 * that PostgreSQL's error position can be mapped to the user's text; -1 if there is none
 * @param source the operation
 * @param advice what to do if it fails, or null for PostgreSQL's hint
 * @param otherwise a statement to run instead if it fails, so that later checks are
 * judged on their own, or null
 * @param decides the subject that is wrong if it fails, which other checks may need, or
 * null
 * @param needs the subjects that must not be wrong: otherwise the check is skipped, as it
 * would report the same error again
 * @param brief whether to skip it if it takes longer than its locks may be held
 */
public record Check(String what, String sql, int expressionOffset, Source source, @Nullable String advice,
		@Nullable String otherwise, @Nullable String decides, Set<String> needs, boolean brief) {

	public Check {
		needs = Set.copyOf(needs);
	}

	/** Creates a check that runs regardless of the results of other checks. */
	public Check(String what, String sql, int expressionOffset, Source source, @Nullable String advice,
			@Nullable String otherwise) {
		this(what, sql, expressionOffset, source, advice, otherwise, null, Set.of(), false);
	}

	/** Creates a check on which no other check depends. */
	public Check(String what, String sql, int expressionOffset, Source source) {
		this(what, sql, expressionOffset, source, null, null);
	}

	/** Returns a copy of this check that decides the given subject for other checks. */
	public Check deciding(String subject) {
		return new Check(this.what, this.sql, this.expressionOffset, this.source, this.advice, this.otherwise, subject,
				this.needs, this.brief);
	}

	/** Returns a copy of this check that is skipped if one of these subjects is wrong. */
	public Check needing(Set<String> subjects) {
		return new Check(this.what, this.sql, this.expressionOffset, this.source, this.advice, this.otherwise,
				this.decides, subjects, this.brief);
	}

	/**
	 * Returns a copy of this check that is skipped if it takes longer than its locks may
	 * be held.
	 */
	public Check briefly() {
		return new Check(this.what, this.sql, this.expressionOffset, this.source, this.advice, this.otherwise,
				this.decides, this.needs, true);
	}

}
