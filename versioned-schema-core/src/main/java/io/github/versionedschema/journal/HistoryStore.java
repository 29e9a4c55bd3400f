package io.github.versionedschema.journal;

import java.util.List;

import io.github.versionedschema.plan.Plan.PlannedMigration;
import io.github.versionedschema.schema.Identifier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the history of a base schema.
 */
public final class HistoryStore {

	private final JdbcClient jdbc;

	private final String baseSchema;

	private final String host;

	private final @Nullable String applicationVersion;

	HistoryStore(JdbcClient jdbc, String baseSchema, String host, @Nullable String applicationVersion) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
		this.host = host;
		this.applicationVersion = applicationVersion;
	}

	/** Records that a run applies migrations, in this order. */
	public void begin(long run, List<PlannedMigration> migrations) {
		migrations.forEach((migration) -> add(run, migration, MigrationRow.State.EXPANDING, false));
	}

	/** Records migrations as already in the database. */
	public void record(List<PlannedMigration> migrations) {
		migrations.forEach((migration) -> add(null, migration, MigrationRow.State.COMPLETED, false));
	}

	/** Records migrations as already in the database, before all others. */
	public void recordBefore(List<PlannedMigration> migrations) {
		for (int i = migrations.size() - 1; i >= 0; i--) {
			add(null, migrations.get(i), MigrationRow.State.COMPLETED, true);
		}
	}

	private void add(@Nullable Long run, PlannedMigration migration, MigrationRow.State state, boolean first) {
		this.jdbc.sql("""
				insert into versioned_schema.migration
					(base_schema, name, version, checksum, ordinal, state, run, host, application_version, finished_at)
				values (:base, :name, :version, :checksum,
					(select case when :first then coalesce(min(ordinal), 1) - 1 else coalesce(max(ordinal), 0) + 1 end
						from versioned_schema.migration where base_schema = :base),
					:state, :run, :host, :application, case when :state = 'completed' then clock_timestamp() end)
				""")
			.param("base", this.baseSchema)
			.param("name", migration.name())
			.param("version", migration.version())
			.param("checksum", migration.checksum())
			.param("first", first)
			.param("state", JournalJson.text(state))
			.param("run", run)
			.param("host", this.host)
			.param("application", this.applicationVersion)
			.update();
	}

	/** Updates the state of a run's migrations. */
	public void move(long run, MigrationRow.State state) {
		this.jdbc.sql(moving(run, state)).update();
	}

	/** Returns the statement for this, for callers that send it with other statements. */
	public String moving(long run, MigrationRow.State state) {
		return "update versioned_schema.migration set state = %s, finished_at = %s where run = %d".formatted(
				Identifier.literal(JournalJson.text(state)),
				(state == MigrationRow.State.COMPLETED) ? "clock_timestamp()" : "null", run);
	}

	/** Deletes the migrations of a run that was undone. */
	public void forget(long run) {
		this.jdbc.sql("delete from versioned_schema.migration where run = ?").params(run).update();
	}

}
