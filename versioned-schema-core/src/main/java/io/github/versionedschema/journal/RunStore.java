package io.github.versionedschema.journal;

import java.util.List;

import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes runs. Listening sessions are notified of a change of phase when its transaction
 * commits.
 */
public final class RunStore {

	/** The channel for notifications of changes. */
	public static final String CHANNEL = "versioned_schema";

	private final JdbcClient jdbc;

	private final String baseSchema;

	private final String host;

	RunStore(JdbcClient jdbc, String baseSchema, String host) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
		this.host = host;
	}

	/**
	 * Records the start of a run.
	 * @param plan the plan to run
	 * @param inputs what the plan was made from, or null if it cannot be made again
	 * @param bootstrap whether it is part of filling an empty database
	 * @return the run's ID
	 */
	public long begin(Plan plan, @Nullable RunInputs inputs, boolean bootstrap) {
		hideFromOlderReleases();
		long run = this.jdbc
			.sql("""
					insert into versioned_schema.run
						(base_schema, phase, chain_phase, from_version, to_version, bootstrap, plan, inputs, host)
					select :base, case when others.exist then 'completed' else 'expanding' end,
						case when others.exist then 'expanding' end, :from, :to, :bootstrap, :plan::jsonb, :inputs::jsonb, :host
					from (select exists (select from versioned_schema.run
						where base_schema = :base and chain_phase is not null)) as others (exist) returning id
					""")
			.param("base", this.baseSchema)
			.param("from", plan.from())
			.param("to", plan.to())
			.param("bootstrap", bootstrap)
			.param("plan", JournalJson.write(plan))
			.param("inputs", (inputs != null) ? JournalJson.write(inputs) : null)
			.param("host", this.host)
			.query(Long.class)
			.single();
		announce(RunRow.Phase.EXPANDING.text());
		return run;
	}

	/**
	 * An older release would complete or abort the one run that it sees, without the
	 * others.
	 */
	private void hideFromOlderReleases() {
		this.jdbc.sql("""
				update versioned_schema.run set chain_phase = phase, phase = 'completed'
				where base_schema = :base and phase not in ('completed', 'aborted')
				""").param("base", this.baseSchema).update();
	}

	/**
	 * Shows the run that is not finished to older releases of this library, if only one
	 * is left.
	 */
	public void showLast() {
		this.jdbc.sql("""
				update versioned_schema.run set phase = chain_phase, chain_phase = null
				where base_schema = :base and chain_phase is not null
					and (select count(*) from versioned_schema.run where base_schema = :base
						and coalesce(chain_phase, phase) not in ('completed', 'aborted')) = 1
				""").param("base", this.baseSchema).update();
	}

	/**
	 * Changes the phase of a run and clears its error.
	 * @param run ID of the run
	 * @param phase the new phase
	 */
	public void move(long run, RunRow.Phase phase) {
		moving(run, phase).forEach((statement) -> this.jdbc.sql(statement).query().listOfRows());
	}

	/**
	 * Returns the statements for this, for callers that send them with other statements.
	 */
	public List<String> moving(long run, RunRow.Phase phase) {
		boolean ended = phase == RunRow.Phase.COMPLETED || phase == RunRow.Phase.ABORTED;
		return List.of("""
				update versioned_schema.run
				set phase = case when chain_phase is null or %1$s then %2$s else phase end,
					chain_phase = case when chain_phase is not null and not %1$s then %2$s end,
					error = null, host = %3$s, changed_at = clock_timestamp() where id = %4$d returning phase
				""".formatted(ended, Identifier.literal(phase.text()), Identifier.literal(this.host), run),
				announcing(this.baseSchema, phase.text()));
	}

	/**
	 * Replaces the plan of a run, as the versions beside it have changed.
	 * @param run ID of the run
	 * @param plan the new plan
	 * @param inputs what the plan was made from
	 */
	public void replan(long run, Plan plan, RunInputs inputs) {
		this.jdbc.sql("update versioned_schema.run set plan = :plan::jsonb, inputs = :inputs::jsonb where id = :run")
			.param("plan", JournalJson.write(plan))
			.param("inputs", JournalJson.write(inputs))
			.param("run", run)
			.update();
	}

	/**
	 * Records that the version before a run is retired, and can be made live again.
	 * @param run ID of the run
	 */
	public void keep(long run) {
		keptSince(run, "clock_timestamp()");
		announce(RunRow.Phase.KEPT.text());
	}

	/**
	 * Records that the version before a run is live again.
	 * @param run ID of the run
	 */
	public void revert(long run) {
		keptSince(run, "null");
		announce(RunRow.Phase.EXPANDED.text());
	}

	private void keptSince(long run, String time) {
		this.jdbc.sql("""
				update versioned_schema.run
				set kept_at = %s, error = null, host = :host, changed_at = clock_timestamp() where id = :run
				""".formatted(time)).param("host", this.host).param("run", run).update();
	}

	/**
	 * Records why a run stopped.
	 * @param run ID of the run
	 * @param error the reason, or null if it resumes
	 */
	public void error(long run, @Nullable String error) {
		this.jdbc.sql("update versioned_schema.run set error = :error, host = :host where id = :run")
			.param("error", error)
			.param("host", this.host)
			.param("run", run)
			.update();
	}

	/**
	 * Records that sessions were terminated for a transition.
	 * @param run ID of the run
	 * @param sessions the terminated sessions, as readable text
	 */
	public void forced(long run, String sessions) {
		this.jdbc.sql("update versioned_schema.run set forced = concat_ws(E'\\n', forced, :sessions) where id = :run")
			.param("sessions", sessions)
			.param("run", run)
			.update();
	}

	/**
	 * Notifies all listening sessions.
	 * @param event the event, one word
	 */
	public void announce(String event) {
		this.jdbc.sql(announcing(this.baseSchema, event)).query().listOfRows();
	}

	/** Returns the statement for this. */
	static String announcing(String baseSchema, String event) {
		return "select pg_catalog.pg_notify(%s, %s)".formatted(Identifier.literal(CHANNEL),
				Identifier.literal(baseSchema + " " + event));
	}

}
