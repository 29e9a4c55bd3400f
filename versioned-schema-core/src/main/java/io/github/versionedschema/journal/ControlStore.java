package io.github.versionedschema.journal;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores the operator's settings for a running transition.
 */
public final class ControlStore {

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Creates the store.
	 * @param jdbc a client with a role that may write the journal, which must be
	 * installed
	 * @param baseSchema the schema that contains the tables
	 */
	public ControlStore(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/**
	 * Returns whether the operator has paused the backfill.
	 */
	public boolean isPaused() {
		return this.jdbc
			.sql("select coalesce(bool_or(paused), false) from versioned_schema.control where base_schema = ?")
			.params(this.baseSchema)
			.query(Boolean.class)
			.single();
	}

	/**
	 * Forgets the operator's pause, which is meant for one migration.
	 */
	public void reset() {
		this.jdbc.sql("update versioned_schema.control set paused = false where base_schema = ? and paused")
			.params(this.baseSchema)
			.update();
	}

	/**
	 * Pauses or resumes the backfill.
	 * @param paused whether to pause it
	 */
	public void pause(boolean paused) {
		this.jdbc.sql("""
				insert into versioned_schema.control (base_schema, paused) values (?, ?)
				on conflict (base_schema) do update set paused = excluded.paused
				""").params(this.baseSchema, paused).update();
		this.jdbc.sql(RunStore.announcing(this.baseSchema, paused ? "paused" : "resumed")).query().listOfRows();
	}

}
