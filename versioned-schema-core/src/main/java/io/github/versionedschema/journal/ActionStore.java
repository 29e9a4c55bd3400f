package io.github.versionedschema.journal;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores what became of the last transition that an operator requested, and what a
 * transition waited for in vain.
 */
public final class ActionStore {

	private static final String WRITE = """
			insert into versioned_schema.control (base_schema, %1$s) values (?, ?::jsonb)
			on conflict (base_schema) do update set %1$s = excluded.%1$s
			""";

	/** A journal of an older release has no such column. */
	private static final String READ = """
			select to_jsonb(c) ->> '%1$s' from versioned_schema.control c
			where base_schema = ? and to_jsonb(c) ->> '%1$s' is not null
			""";

	private static final String ACTION = "last_action";

	private static final String BLOCKER = "last_blocker";

	private final JdbcClient jdbc;

	private final String baseSchema;

	/**
	 * Creates the store.
	 * @param jdbc a client with a role that may read, and to record anything also write,
	 * the journal, which must be installed
	 * @param baseSchema the schema that contains the tables
	 */
	public ActionStore(JdbcClient jdbc, String baseSchema) {
		this.jdbc = jdbc;
		this.baseSchema = baseSchema;
	}

	/** Records an action instead of the one before. */
	public void action(LastAction action) {
		write(ACTION, JournalJson.write(action));
	}

	/** Returns the last action. */
	public Optional<LastAction> action() {
		return read(ACTION, LastAction.class);
	}

	/**
	 * Records what a transition waited for in vain.
	 * @param blocker the blocker, or null to forget the last one
	 */
	public void blocker(@Nullable LastBlocker blocker) {
		if (blocker != null) {
			write(BLOCKER, JournalJson.write(blocker));
		}
		else {
			this.jdbc.sql(
					"update versioned_schema.control set last_blocker = null where base_schema = ? and last_blocker is not null")
				.params(this.baseSchema)
				.update();
		}
	}

	/** Returns what a transition last waited for in vain. */
	public Optional<LastBlocker> blocker() {
		return read(BLOCKER, LastBlocker.class);
	}

	private void write(String column, String json) {
		this.jdbc.sql(WRITE.formatted(column)).params(this.baseSchema, json).update();
	}

	private <T> Optional<T> read(String column, Class<T> type) {
		return this.jdbc.sql(READ.formatted(column))
			.params(this.baseSchema)
			.query(String.class)
			.optional()
			.map((json) -> JournalJson.read(json, type));
	}

}
