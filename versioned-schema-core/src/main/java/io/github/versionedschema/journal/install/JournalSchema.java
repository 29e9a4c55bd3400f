package io.github.versionedschema.journal.install;

import java.util.function.Consumer;

import io.github.versionedschema.leader.Leadership;

/**
 * Creates the schema of the journal, of which there is one per database. Leaders of
 * several base schemas may try to create it concurrently.
 */
public final class JournalSchema {

	private final Leadership leadership;

	public JournalSchema(Leadership leadership) {
		this.leadership = leadership;
	}

	/**
	 * Creates the schema in the current transaction if it does not exist.
	 * @param execution executes SQL
	 */
	public void require(Consumer<String> execution) {
		// Even "if not exists" requires the privilege to create schemas.
		if (!exists()) {
			new JournalLock(this.leadership).take();
			if (!exists()) {
				execution.accept("create schema versioned_schema");
			}
		}
	}

	private boolean exists() {
		return found("select exists (select from pg_namespace where nspname = 'versioned_schema')");
	}

	/** Returns whether the journal is installed, in any format. */
	boolean isInstalled() {
		return found(
				"select exists (select from pg_tables where schemaname = 'versioned_schema' and tablename = 'installation')");
	}

	/**
	 * Queries the catalogue's tables, as {@code to_regnamespace} and {@code to_regclass}
	 * may use the session's cache after a wait for an advisory lock.
	 */
	private boolean found(String query) {
		return this.leadership.jdbc().sql(query).query(Boolean.class).single();
	}

}
