package io.github.versionedschema.journal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the operator wishes while the work is under way.
 */
public final class ControlStore {

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Creates the store.
	 * @param jdbc of a role that may write the journal, which must be installed
	 * @param baseSchema where the tables are
	 */
	public ControlStore(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/**
	 * Returns whether the operator paused the backfill.
	 */
	public boolean isPaused() {
		return this.jdbc
			.sql("select coalesce(bool_or(paused), false) from versioned_schema.control where base_schema = ?")
			.params(this.baseSchema)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Pauses the backfill, or lets it go on.
	 * @param paused which of both
	 */
	public void pause(boolean paused) {
		this.jdbc.sql("""
				insert into versioned_schema.control (base_schema, paused) values (?, ?)
				on conflict (base_schema) do update set paused = excluded.paused
				""").params(this.baseSchema, paused).update();
		this.jdbc.sql("select pg_notify(?, ?)")
			.params(RunStore.CHANNEL, this.baseSchema + (paused ? " paused" : " resumed"))
			.query()
			.listOfRows();
	}

}
