package io.github.versionedschema.execute;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.failure.RefusedException;
import io.github.versionedschema.failure.RefusedException.Reason;
import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.failure.Violation;
import io.github.versionedschema.leader.Leadership;
import io.github.versionedschema.plan.Action;
import io.github.versionedschema.schema.Identifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SingleColumnRowMapper;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Counts rows that violate a rule.
 */
public final class RowCounter {

	private final Leadership leadership;

	private final JdbcTemplate jdbc;

	/**
	 * Creates a counter.
	 * @param leadership the leadership whose connection is used
	 */
	public RowCounter(Leadership leadership) {
		this.leadership = leadership;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(leadership.connection(), true));
	}

	/**
	 * Runs the query of a question.
	 * @param longest the maximum duration; zero for no limit
	 * @return the violation; empty if there is none
	 * @throws RefusedException if the limit was exceeded
	 */
	Optional<Violation> ask(Action.Question question, Duration longest) {
		try {
			return (question instanceof Action.Find find) ? find(find, longest)
					: count((Action.Count) question, longest);
		}
		catch (RuntimeException ex) {
			if (longest.isZero() || this.leadership.stopSignal().isStopped()
					|| !SqlStates.is(ex, SqlStates.QUERY_CANCELED)) {
				throw ex;
			}
			throw new RefusedException(Reason.VIOLATIONS,
					"Whether %s prevents the retirement of older versions could not be determined within %d s."
						.formatted(question.rule(), longest.toSeconds()),
					"""
							Allow more time (versioned-schema.verification-timeout), or try again when the server has less to \
							do. The question was: %s"""
						.formatted(question.question()),
					List.of());
		}
	}

	private Optional<Violation> find(Action.Find find, Duration longest) {
		List<String> found = this.leadership.ask(List.of(limit(longest)), find.query(),
				new SingleColumnRowMapper<>(String.class));
		return found.isEmpty() ? Optional.empty() : Optional.of(new Violation(find.rule(), find.message(), -1, found));
	}

	/**
	 * Counts the rows.
	 * @param action the action with the query
	 * @return the violation; empty if no row violates the rule
	 */
	public Optional<Violation> count(Action.Count action) {
		return count(action, Duration.ZERO);
	}

	private Optional<Violation> count(Action.Count action, Duration longest) {
		long rows = onUsersPath(action.count(), longest, new SingleColumnRowMapper<>(Long.class));
		return (rows == 0) ? Optional.empty()
				: Optional.of(new Violation(action.rule(), action.message(), rows, samples(action, longest)));
	}

	private List<String> samples(Action.Count action, Duration longest) {
		return this.leadership.inTransaction(() -> {
			this.leadership.execute(limit(longest) + "; " + this.leadership.paths().usersPath());
			return this.leadership.samples().of(action.sample(), this.jdbc);
		});
	}

	/** Returns whether any row lacks a value that the backfill would fill. */
	boolean exists(Action.Backfill backfill) {
		return onUsersPath("select exists (select from %s as %s where %s)".formatted(
				Identifier.qualified(backfill.schema(), backfill.table()), Identifier.quote(backfill.table()),
				backfill.missing()), Duration.ZERO, new SingleColumnRowMapper<>(Boolean.class));
	}

	/** Rules call user functions, which may depend on the search path. */
	private <T> T onUsersPath(String question, Duration longest, RowMapper<T> mapper) {
		return this.leadership.ask(List.of(limit(longest), this.leadership.paths().usersPath()), question, mapper)
			.get(0);
	}

	private static String limit(Duration longest) {
		return "set local statement_timeout = " + longest.toMillis();
	}

}
