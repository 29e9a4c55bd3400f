package io.github.versionedschema.execute;

import java.util.Locale;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes how far the steps of a run are.
 */
final class StepStore {

	private final JdbcClient jdbc;

	StepStore(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	void mark(long run, int ordinal, String step, StepRow.State state) {
		this.jdbc.sql("""
				insert into versioned_schema.step (run, ordinal, step_id, state, started_at, finished_at)
				values (:run, :ordinal, :step, :state, clock_timestamp(),
					case when :state <> 'started' then clock_timestamp() end)
				on conflict (run, step_id) do update set state = excluded.state, finished_at = excluded.finished_at
				""")
			.param("run", run)
			.param("ordinal", ordinal)
			.param("step", step)
			.param("state", state.name().toLowerCase(Locale.ROOT))
			.update();
	}

}
