package io.github.versionedschema.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.plan.Plan;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads the journal, which need not be installed.
 */
public final class JournalReader {

	/** Each change of a row creates a new version of it. */
	private static final String ROWS = """
			concat_ws(';',
				(select string_agg(v.ctid::text || v.xmin::text, ' ' order by v.id)
					from versioned_schema.version v where v.base_schema = :base),
				(select string_agg(m.ctid::text || m.xmin::text, ' ' order by m.ordinal)
					from versioned_schema.migration m where m.base_schema = :base),
				(select string_agg(r.ctid::text || r.xmin::text, ' ' order by r.id)
					from versioned_schema.run r where r.base_schema = :base),
				(select string_agg(c.ctid::text || c.xmin::text, ' ')
					from versioned_schema.control c where c.base_schema = :base))""";

	/**
	 * A journal of an older release has neither phases in a chain nor kept versions: a
	 * name without a table is that of the run's column, or else that of the outer null.
	 * Plans are large, so those of finished runs are not touched.
	 */
	private static final String STATE = """
			select (select coalesce(json_agg(v order by v.id), '[]')
				from versioned_schema.version v where v.base_schema = :base) as versions,
				(select coalesce(json_agg(m order by m.ordinal), '[]')
					from versioned_schema.migration m where m.base_schema = :base) as migrations,
				(select (
						select coalesce(json_agg(json_build_object('id', r.id, 'phase', coalesce(chain_phase, r.phase),
							'from_version', r.from_version, 'to_version', r.to_version, 'bootstrap', r.bootstrap,
							'plan', r.plan, 'error', r.error, 'host', r.host, 'started_at', r.started_at,
							'changed_at', r.changed_at, 'kept_at', kept_at) order by r.id), '[]')
						from versioned_schema.run r where r.base_schema = :base
							and coalesce(chain_phase, r.phase) not in ('completed', 'aborted'))
					from (select null::text as chain_phase, null::timestamptz as kept_at) absent) as runs,
				exists (select from versioned_schema.run r
					where r.base_schema = :base and r.bootstrap and r.phase <> 'aborted') as bootstrapped,
				exists (select from versioned_schema.control c
					where c.base_schema = :base and c.paused) as paused,
				{rows} as rows
			""".replace("{rows}", ROWS);

	private static final String USABLE = """
			select schema_name from versioned_schema.version where base_schema = ? and name = ? and state = 'live'
			""";

	private static final String STEPS = """
			select json_build_object('step_id', step_id, 'state', state, 'started_at', started_at,
				'finished_at', finished_at)
			from versioned_schema.step where run = ? order by ordinal
			""";

	/**
	 * Aborted migrations are only in the plan of their run. A journal of an older release
	 * contains no roles.
	 */
	private static final String HISTORY = """
			select json_build_object('migration', h.name, 'version', h.version,
				'outcome', h.outcome, 'role', h.role, 'host', h.host, 'application_version', h.application_version,
				'checksum', h.checksum, 'started_at', h.started_at, 'finished_at', h.finished_at,
				'expand_seconds', extract(epoch from h.expand_time), 'complete_seconds', extract(epoch from h.complete_time),
				'error', h.error)
			from (
				select m.name, m.version, m.checksum, case when r.id is null then 'baseline' else m.state end as outcome,
					to_jsonb(m) ->> 'role' as role, m.host, m.application_version, m.started_at, m.finished_at,
					m.ordinal, case when r.bootstrap then r.changed_at else v.live_at end - r.started_at as expand_time,
					case when m.state = 'completed' then r.changed_at - f.retired_at end as complete_time,
					r.error
				from versioned_schema.migration m
				left join versioned_schema.run r on r.id = m.run
				left join versioned_schema.version v on v.base_schema = m.base_schema and v.name = r.to_version
				left join versioned_schema.version f on f.base_schema = m.base_schema and f.name = r.from_version
				where m.base_schema = :base
				union all
				select p.migration ->> 'name', p.migration ->> 'version', p.migration ->> 'checksum', r.phase,
					to_jsonb(r) ->> 'role', r.host, null, r.started_at, r.changed_at, p.number, null, null, r.error
				from (select * from versioned_schema.run
					where base_schema = :base and phase = 'aborted' order by id desc limit 20) r,
					jsonb_array_elements(r.plan -> 'migrations') with ordinality as p (migration, number)
			) h order by h.started_at, h.ordinal
			""";

	private static final String FAILURES = """
			select json_build_object('count', count(*), 'since', min(changed_at),
				'last', (array_agg(error order by id desc))[1])
			from versioned_schema.run
			where base_schema = :base and phase = 'aborted' and error is not null
				and plan -> 'migrations' = :migrations::jsonb
			having count(*) > 0
			""";

	private final JdbcClient jdbc;

	private final String baseSchema;

	private boolean seen;

	/**
	 * Creates a reader.
	 * @param jdbc a client with a role that may read the journal
	 * @param baseSchema the schema that contains the tables
	 */
	public JournalReader(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/** Returns whether the journal exists. It is never removed. */
	public boolean isInstalled() {
		if (!this.seen) {
			this.seen = this.jdbc.sql("select to_regclass('versioned_schema.installation') is not null")
				.query(Boolean.class)
				.single();
		}
		return this.seen;
	}

	/** Returns the state of the journal, with one statement if it exists. */
	public JournalState read() {
		return isInstalled() ? readInstalled().state() : JournalState.EMPTY;
	}

	/** Returns the state of the journal, which must be installed. */
	Reading readInstalled() {
		return new JournalAccess(this.jdbc)
			.attempt(
					() -> this.jdbc.sql(STATE)
						.param("base", this.baseSchema)
						.query((row, number) -> new Reading(
								new JournalState(JournalJson.readList(row.getString("versions"), VersionRow.class),
										JournalJson.readList(row.getString("migrations"), MigrationRow.class),
										JournalJson.readList(row.getString("runs"), RunRow.class),
										row.getBoolean("bootstrapped"), row.getBoolean("paused")),
								row.getString("rows")))
						.single());
	}

	/** Returns what the rows of the journal, which must be installed, are now. */
	String rows() {
		return new JournalAccess(this.jdbc)
			.attempt(() -> this.jdbc.sql("select " + ROWS).param("base", this.baseSchema).query(String.class).single());
	}

	/**
	 * Returns the schema of a version to which sessions may attach, with one statement.
	 * If the journal is not installed, the server logs an error.
	 * @param version its name
	 * @return the schema; empty unless the version is live
	 */
	public Optional<String> usableSchema(String version) {
		try {
			return new JournalAccess(this.jdbc)
				.attempt(() -> this.jdbc.sql(USABLE).params(this.baseSchema, version).query(String.class).optional());
		}
		catch (DataAccessException ex) {
			SQLException failure = SqlStates.find(ex);
			if (failure != null && SqlStates.is(failure, SqlStates.UNDEFINED_TABLE)) {
				return Optional.empty();
			}
			throw ex;
		}
	}

	/**
	 * Returns what the plan of a run was made from.
	 * @param run ID of the run
	 * @return the inputs; empty for a run that an older release began
	 */
	public Optional<RunInputs> inputs(long run) {
		return this.jdbc.sql("""
				select (select inputs from versioned_schema.run r where r.id = :run)
				from (select null::jsonb as inputs) absent""")
			.param("run", run)
			.query(String.class)
			.optional()
			.map((json) -> JournalJson.read(json, RunInputs.class));
	}

	/** Returns the applied migrations, and those last undone, oldest first. */
	public List<HistoryEntry> history() {
		return !isInstalled() ? List.of()
				: new JournalAccess(this.jdbc).attempt(() -> this.jdbc.sql(HISTORY)
					.param("base", this.baseSchema)
					.query(String.class)
					.list()
					.stream()
					.map((json) -> JournalJson.read(json, HistoryEntry.class))
					.toList());
	}

	/**
	 * Returns earlier failures of an expand of the same migrations.
	 * @param plan the plan of the migrations with their current content
	 * @return the failures; empty if it never failed
	 */
	public Optional<EarlierFailures> failures(Plan plan) {
		return !isInstalled() ? Optional.empty()
				: new JournalAccess(this.jdbc).attempt(() -> this.jdbc.sql(FAILURES)
					.param("base", this.baseSchema)
					.param("migrations", JournalJson.write(plan.migrations()))
					.query(String.class)
					.optional()
					.map((json) -> JournalJson.read(json, EarlierFailures.class)));
	}

	/**
	 * Returns the steps of a run that were started.
	 * @param run ID of the run
	 * @return one row per step, in the order of the plan
	 */
	public List<StepRow> steps(long run) {
		return this.jdbc.sql(STEPS)
			.params(run)
			.query(String.class)
			.list()
			.stream()
			.map((json) -> JournalJson.read(json, StepRow.class))
			.toList();
	}

	/**
	 * What was read.
	 *
	 * @param state the state of the journal
	 * @param rows the versions of its rows, which differ after each change
	 */
	record Reading(JournalState state, String rows) {
	}

}
