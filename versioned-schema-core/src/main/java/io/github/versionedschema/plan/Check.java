package io.github.versionedschema.plan;

import java.util.Set;

import io.github.versionedschema.migration.place.Source;
import org.jspecify.annotations.Nullable;

/**
 * A statement that only PostgreSQL can judge. All checks of a plan run, in order, each in
 * a savepoint, in one transaction that is rolled back, before the first step; what fails
 * is reported for its source.
 *
 * @param what what is being checked, for people, e.g. {@code the expression of "up"}
 * @param sql the statement
 * @param expressionOffset where the user's text starts in the statement (0-based), so
 * that PostgreSQL's error position can be told in the user's own text; -1 when there is
 * none
 * @param source the operation
 * @param advice what to do when it fails and PostgreSQL has no advice, or null
 * @param otherwise a statement to go on with when it fails, so that what follows is
 * judged by itself, or null
 * @param decides what is wrong when it fails, for the checks that need that, or null
 * @param needs what must not be wrong: the check is left out otherwise, as it would tell
 * the same mistake again
 * @param brief whether it is left out when it takes longer than its locks may be held
 */
public record Check(String what, String sql, int expressionOffset, Source source, @Nullable String advice,
		@Nullable String otherwise, @Nullable String decides, Set<String> needs, boolean brief) {

	public Check {
		needs = Set.copyOf(needs);
	}

	/** Creates a check that is made whatever became of others. */
	public Check(String what, String sql, int expressionOffset, Source source, @Nullable String advice,
			@Nullable String otherwise) {
		this(what, sql, expressionOffset, source, advice, otherwise, null, Set.of(), false);
	}

	/** Creates a check that nothing follows from. */
	public Check(String what, String sql, int expressionOffset, Source source) {
		this(what, sql, expressionOffset, source, null, null);
	}

	/** Returns the same check, of which others know what it decides. */
	public Check deciding(String subject) {
		return new Check(this.what, this.sql, this.expressionOffset, this.source, this.advice, this.otherwise, subject,
				this.needs, this.brief);
	}

	/** Returns the same check, left out where one of these is wrong. */
	public Check needing(Set<String> subjects) {
		return new Check(this.what, this.sql, this.expressionOffset, this.source, this.advice, this.otherwise,
				this.decides, subjects, this.brief);
	}

	/**
	 * Returns the same check, left out when it takes longer than its locks may be held.
	 */
	public Check briefly() {
		return new Check(this.what, this.sql, this.expressionOffset, this.source, this.advice, this.otherwise,
				this.decides, this.needs, true);
	}

}
