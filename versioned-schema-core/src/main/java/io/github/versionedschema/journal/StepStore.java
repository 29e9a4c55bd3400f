package io.github.versionedschema.journal;

import io.github.versionedschema.schema.Identifier;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the state of the steps of a run.
 */
public final class StepStore {

	private final JdbcClient jdbc;

	StepStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	public void mark(long run, int ordinal, String step, StepRow.State state) {
		this.jdbc.sql(marking(run, ordinal, step, state)).update();
	}

	/** Returns the statement, for callers that send it with other statements. */
	public static String marking(long run, int ordinal, String step, StepRow.State state) {
		return """
				insert into versioned_schema.step (run, ordinal, step_id, state, started_at, finished_at)
				values (%d, %d, %s, %s, clock_timestamp(), %s)
				on conflict (run, step_id) do update set state = excluded.state, finished_at = excluded.finished_at
				""".formatted(run, ordinal, Identifier.literal(step), Identifier.literal(JournalJson.text(state)),
				(state != StepRow.State.STARTED) ? "clock_timestamp()" : "null");
	}

}
