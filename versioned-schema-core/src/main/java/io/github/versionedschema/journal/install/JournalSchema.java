package io.github.versionedschema.journal.install;

import java.util.function.Consumer;

import io.github.versionedschema.leader.Leadership;

/**
 * The schema of the journal, which is one for the whole database: leaders of several base
 * schemas may want to create it at once.
 */
public final class JournalSchema {

	private final Leadership leadership;

	public JournalSchema(Leadership leadership) {
		this.leadership = leadership;
	}

	/**
	 * Creates the schema if there is none, within the transaction that is under way.
	 * @param execution how to execute SQL
	 */
	public void require(Consumer<String> execution) {
		// Even "if not exists" asks for the right to create schemas.
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

	/** Returns whether the journal was installed, in whatever format. */
	boolean isInstalled() {
		return found(
				"select exists (select from pg_tables where schemaname = 'versioned_schema' and tablename = 'installation')");
	}

	/**
	 * Asks the catalogue's tables: after a wait for an advisory lock,
	 * {@code to_regnamespace} and {@code to_regclass} may still answer from the session's
	 * cache.
	 */
	private boolean found(String query) {
		return this.leadership.jdbc().sql(query).query(Boolean.class).single();
	}

}
