package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.failure.kind.VersionedSchemaException;
import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs the transitions of one base schema and reports its status. All methods use the
 * leader's connection source. All state is in the database, so that any instance can
 * resume after a crash. Implementations are thread-safe.
 * <p>
 * Failures are {@link VersionedSchemaException}s. Their kind says who has to do
 * something.
 */
public interface VersionedSchema extends AutoCloseable {

	/**
	 * The version of an application without migrations: the tables as they are.
	 */
	String INITIAL_VERSION = "initial";

	/**
	 * Creates a builder for a base schema.
	 * @param settings the settings of the base schema
	 * @param connections source of connections for the role that changes the schema
	 * @param migrations the application's migrations; read once, when they are first
	 * needed
	 * @return the builder
	 */
	static VersionedSchemaBuilder builder(VersionedSchemaSettings settings, ConnectionSource connections,
			MigrationSource migrations) {
		return new VersionedSchemaBuilder(settings, connections, migrations);
	}

	/**
	 * Returns the schema that contains the tables.
	 */
	String baseSchema();

	/**
	 * Returns the version that the application was written for: the last migration, or
	 * {@link #INITIAL_VERSION} when there is none.
	 */
	String applicationVersion();

	/**
	 * Returns the status: live versions, attached sessions, phase and progress. Changes
	 * nothing.
	 */
	SchemaStatus status();

	/**
	 * Returns the schema of the application's version if sessions may attach to that
	 * version now, or null otherwise. Executes one statement, besides the one that sets
	 * the search path of the session.
	 */
	@Nullable String usableSchema();

	/**
	 * Returns whether sessions may attach to the application's version now, as
	 * {@link #usableSchema()} does.
	 */
	default boolean isUsable() {
		return usableSchema() != null;
	}

	/**
	 * Checks the pending migrations against the database and changes nothing.
	 * @return all findings, errors first; empty if there are none
	 */
	default List<Finding> validate() {
		return validate(false);
	}

	/**
	 * Checks the pending migrations against the database and its rows, and changes
	 * nothing. For small tables, the existing rows are always checked: their new values
	 * must be computable and must satisfy the newer version's constraints.
	 * @param rows whether to check the rows of tables of any size, and to look for rows
	 * that violate new keys
	 * @return all findings, errors first; empty if there are none
	 * @throws io.github.versionedschema.migration.InvalidMigrationsException if a file is
	 * invalid: with every problem of every file, and with the database's findings on the
	 * operations before the first error
	 */
	List<Finding> validate(boolean rows);

	/**
	 * Plans the pending migrations and changes nothing.
	 * @return the plan, or null when nothing is pending
	 * @throws io.github.versionedschema.plan.InvalidPlanException with all errors
	 */
	@Nullable Plan plan();

	/**
	 * Expands to the application's version: as the leader, or by waiting for the leader.
	 * Resumes the work of a killed leader. Returns when sessions can attach to the
	 * version.
	 * @return what was done
	 * @throws io.github.versionedschema.plan.InvalidPlanException if the migrations
	 * cannot be applied; nothing was changed
	 * @throws io.github.versionedschema.failure.RefusedException if the current state
	 * forbids it (for example, the application's version has been retired)
	 */
	Outcome expand();

	/**
	 * Completes all migrations: retires all live versions but the newest, and contracts.
	 * @param force whether to terminate the sessions that are still attached to a
	 * retiring version
	 * @return what was done; {@link Outcome#nothing} if only one version is live
	 * @throws io.github.versionedschema.failure.RefusedException if sessions are still
	 * attached, or rows violate a newer version's constraints
	 */
	default Outcome complete(boolean force) {
		return complete(null, force);
	}

	/**
	 * Completes the migrations up to a version: retires all live versions before it, and
	 * contracts, from the oldest on. Versions that are already retired and kept are only
	 * contracted.
	 * @param version the oldest version that stays live, or null for the newest version
	 * @param force whether to terminate the sessions that are still attached to a
	 * retiring version
	 * @return what was done; {@link Outcome#nothing} if only one version is live
	 * @throws io.github.versionedschema.failure.RefusedException if sessions are still
	 * attached to one of the retiring versions, if rows violate a newer version's
	 * constraints, or if the version is not live
	 */
	Outcome complete(@Nullable String version, boolean force);

	/**
	 * Retires all live versions but the newest, as {@link #retire(String, boolean)} does.
	 * @param force whether to terminate the sessions that are still attached to a
	 * retiring version
	 * @return what was done; {@link Outcome#nothing} if these versions are already
	 * retired and kept, or only one version is live
	 * @throws io.github.versionedschema.failure.RefusedException if complete would be
	 * refused
	 */
	default Outcome retire(boolean force) {
		return retire(null, force);
	}

	/**
	 * Retires all live versions before the given one and keeps everything that they need,
	 * so that they can be made live again. No session can attach to them; the sync
	 * triggers remain active.
	 * @param version the oldest version that stays live, or null for the newest version
	 * @param force whether to terminate the sessions that are still attached to a
	 * retiring version
	 * @return what was done; {@link Outcome#nothing} if these versions are already
	 * retired and kept, or only one version is live
	 * @throws io.github.versionedschema.failure.RefusedException if complete would be
	 * refused
	 */
	Outcome retire(@Nullable String version, boolean force);

	/**
	 * Makes the retired and kept versions live again, including all data written since
	 * they were retired.
	 * @return what was done; {@link Outcome#nothing} if no version is kept
	 * @throws io.github.versionedschema.failure.RefusedException if contract has begun
	 */
	Outcome revert();

	/**
	 * Removes the retired and kept versions, from the oldest on. This cannot be undone.
	 * @param force whether to terminate sessions that still use a kept version without
	 * being attached
	 * @return what was done; {@link Outcome#nothing} if no version is kept
	 * @throws io.github.versionedschema.failure.RefusedException if complete would be
	 * refused, or if no version is kept while several are live
	 */
	Outcome contract(boolean force);

	/**
	 * Undoes the newest version: everything that its expand did. The other versions stay
	 * live.
	 * @param force whether to terminate the sessions that are attached to the newest
	 * version
	 * @return what was done; {@link Outcome#nothing} if there is nothing to abort
	 * @throws io.github.versionedschema.failure.RefusedException if sessions are attached
	 * to the newest version, or complete has begun
	 */
	Outcome abort(boolean force);

	/**
	 * Returns the preview of transitions, which changes nothing.
	 */
	TransitionPreview preview();

	/**
	 * Compares the values of columns that live versions store in different forms.
	 * @return one entry per rule, with the number of rows that differ
	 */
	List<Verification> verify();

	/**
	 * Fills missing values of newer versions in rows that were written without the sync
	 * triggers, for example while they were disabled. Possible only while several
	 * versions are live. Works in batches and does not change what older versions see.
	 * @return what was filled; {@link Outcome#nothing} if no row lacks a value
	 * @throws io.github.versionedschema.failure.RefusedException if another transition is
	 * in progress
	 */
	Outcome fill();

	/**
	 * Skips the step at which complete stopped, for a step that can never succeed. This
	 * cannot be undone. Complete resumes after the skipped step.
	 * @param step the step's ID, which the failure message of complete contains
	 * @return the skipped step, with its SQL; {@link Outcome#nothing} if no migration is
	 * in progress
	 * @throws io.github.versionedschema.failure.RefusedException if complete has not
	 * begun, or stopped at another step
	 */
	Outcome skip(String step);

	/**
	 * Records that the migrations up to the given one are already in the database.
	 * @param migration the migration's name
	 * @return what was done
	 */
	Outcome baseline(String migration);

	/**
	 * Describes the base schema as the first migration file: a fresh database that runs
	 * it has the same objects, and a database that has exactly these objects and no
	 * history counts as having its version. Changes nothing.
	 * @throws io.github.versionedschema.failure.RefusedException if a migration is under
	 * way or more than one version is live
	 */
	BaselineFile baselineFile();

	/**
	 * Pauses a running backfill before its next batch, on any instance. The pause ends
	 * with the migration.
	 * @return what was done
	 * @throws io.github.versionedschema.failure.RefusedException if no migration is under
	 * way
	 */
	Outcome pause();

	/**
	 * Resumes a paused backfill.
	 * @return what was done; {@link Outcome#nothing} if it is not paused
	 * @throws io.github.versionedschema.failure.RefusedException if no migration was ever
	 * applied
	 */
	Outcome resume();

	/**
	 * Stops a call that runs or waits in another thread, within seconds: cancels its
	 * statement and closes the leader's connection. The running call fails. Its work is
	 * recorded in the journal, and the next leader resumes it. Afterwards, every other
	 * method fails.
	 */
	@Override
	void close();

}
