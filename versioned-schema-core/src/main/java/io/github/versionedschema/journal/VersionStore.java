package io.github.versionedschema.journal;

import io.github.versionedschema.schema.Identifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes versions.
 */
public final class VersionStore {

	private final JdbcClient jdbc;

	private final String baseSchema;

	VersionStore(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/** Records a version to which sessions cannot attach yet. */
	public void prepare(String name, String schemaName) {
		this.jdbc.sql("""
				insert into versioned_schema.version (base_schema, name, schema_name, state)
				values (?, ?, ?, 'preparing')
				""").params(this.baseSchema, name, schemaName).update();
	}

	/** Lets sessions attach to a version. */
	public void publish(String name) {
		this.jdbc.sql(publishing(name)).update();
	}

	/** Returns the statement for this, for callers that send it with other statements. */
	public String publishing(String name) {
		return """
				update versioned_schema.version set state = 'live', live_at = clock_timestamp()
				where base_schema = %s and name = %s and state = 'preparing'
				""".formatted(Identifier.literal(this.baseSchema), Identifier.literal(name));
	}

	/** Marks a live version as not live, before it is undone. */
	public void withdraw(String name) {
		this.jdbc.sql("""
				update versioned_schema.version set state = 'preparing'
				where base_schema = ? and name = ? and state = 'live'
				""").params(this.baseSchema, name).update();
	}

	/** Prevents sessions from attaching to a version. */
	public void retire(String name) {
		this.jdbc.sql("""
				update versioned_schema.version set state = 'retired', retired_at = clock_timestamp()
				where base_schema = ? and name = ?
				""").params(this.baseSchema, name).update();
	}

	/** Lets sessions attach again to a version that was retired and kept. */
	public void reinstate(String name) {
		this.jdbc.sql("""
				update versioned_schema.version set state = 'live', retired_at = null
				where base_schema = ? and name = ? and state = 'retired'
				""").params(this.baseSchema, name).update();
	}

	/** Deletes a version that was undone. */
	public void forget(String name) {
		this.jdbc.sql("delete from versioned_schema.version where base_schema = ? and name = ?")
			.params(this.baseSchema, name)
			.update();
	}

}
