package io.github.versionedschema.execute;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.github.versionedschema.plan.Action;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Counts the rows that break a rule.
 */
public final class RowCounter {

	private static final int MOST_SAMPLES = 5;

	/** A row may be as long as a gigabyte. */
	private static final int LONGEST_SAMPLE = 500;

	private final Leadership leadership;

	private final JdbcTemplate jdbc;

	/**
	 * Creates a counter.
	 * @param leadership whose connection is used
	 */
	public RowCounter(Leadership leadership) {
		this.leadership = leadership;
		this.jdbc = new JdbcTemplate(new SingleConnectionDataSource(leadership.connection(), true));
	}

	/** Asks, and returns what is in the way; empty when nothing is. */
	Optional<Violation> ask(Action.Question question) {
		if (question instanceof Action.Find find) {
			List<String> found = this.leadership
				.inTransaction(() -> this.jdbc.queryForList(find.query(), String.class));
			return found.isEmpty() ? Optional.empty()
					: Optional.of(new Violation(find.rule(), find.message(), -1, found));
		}
		return count((Action.Count) question);
	}

	/**
	 * Counts.
	 * @param action what to count
	 * @return what was found; empty when no row breaks the rule
	 */
	public Optional<Violation> count(Action.Count action) {
		return onUsersPath(() -> countRows(action));
	}

	/** Rules call functions of the user's, which may look things up by their names. */
	private <T> T onUsersPath(Supplier<T> question) {
		return this.leadership.inTransaction(() -> {
			this.leadership.execute(this.leadership.usersPath());
			return question.get();
		});
	}

	private Optional<Violation> countRows(Action.Count action) {
		Long rows = this.jdbc.queryForObject(action.count(), Long.class);
		if (rows == null || rows == 0) {
			return Optional.empty();
		}
		List<String> samples = this.jdbc.queryForList("select left(to_jsonb(sample)::text, " + LONGEST_SAMPLE
				+ ") from (" + action.sample() + ") sample limit " + MOST_SAMPLES, String.class);
		return Optional.of(new Violation(action.rule(), action.message(), rows, samples));
	}

}
