package io.github.versionedschema;

import java.util.List;

import io.github.versionedschema.migration.MigrationSource;
import io.github.versionedschema.plan.Finding;
import io.github.versionedschema.plan.Plan;
import io.github.versionedschema.postgres.ConnectionSource;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of one base schema, and what there is to know about it. All methods
 * talk to the database through the leader's connection source; none of them needs
 * anything in memory to go on after a crash. Safe for use by several threads.
 */
public interface VersionedSchema extends AutoCloseable {

	/**
	 * The version of an application without migrations: the tables as they are.
	 */
	String INITIAL_VERSION = "initial";

	/**
	 * Begins to build the facade of a base schema.
	 * @param settings how to work with it
	 * @param connections of the role that changes the schema
	 * @param migrations the application's migrations; read once, when something has to be
	 * done with them
	 * @return the builder
	 */
	static VersionedSchemaBuilder builder(VersionedSchemaSettings settings, ConnectionSource connections,
			MigrationSource migrations) {
		return new VersionedSchemaBuilder(settings, connections, migrations);
	}

	/**
	 * Returns where the tables are.
	 */
	String baseSchema();

	/**
	 * Returns the version that the application was written for: the last migration, or
	 * null when there is none.
	 */
	@Nullable String applicationVersion();

	/**
	 * Returns what the database knows: live versions, who is attached, phase, progress.
	 * Changes nothing.
	 */
	SchemaStatus status();

	/**
	 * Returns the schema of the application's version when sessions may attach to that
	 * version now, and null otherwise. One statement, beside the one that sets the path
	 * of the session.
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
	 * @return everything that was found, errors first; empty when there is nothing to say
	 */
	default List<Finding> validate() {
		return validate(false);
	}

	/**
	 * Checks the pending migrations against the database and its rows, and changes
	 * nothing. Existing rows of small tables are looked at in any case: whether their new
	 * values can be computed, and are what the new version demands.
	 * @param rows whether to look at the rows of tables of any size, and for rows that
	 * break new keys
	 * @return everything that was found, errors first; empty when there is nothing to say
	 * @throws io.github.versionedschema.migration.InvalidMigrationsException if a file
	 * cannot be read as it is: with every problem of every file, and with what the
	 * database says against the operations before the first mistake
	 */
	List<Finding> validate(boolean rows);

	/**
	 * Plans the pending migrations and changes nothing.
	 * @return the plan, or null when nothing is pending
	 * @throws io.github.versionedschema.plan.InvalidPlanException with all errors
	 */
	@Nullable Plan plan();

	/**
	 * Brings the application's version into being: leads, or waits for the instance that
	 * leads. Resumes what a killed leader left. Returns when the version can be attached
	 * to.
	 * @return what was done
	 * @throws io.github.versionedschema.plan.InvalidPlanException when the migrations
	 * cannot work; nothing was changed
	 * @throws io.github.versionedschema.failure.RefusedException when the current state
	 * forbids it (for example an older version has not been completed)
	 */
	Outcome expand();

	/**
	 * Retires the old version and contracts; where it was retired and kept before,
	 * contracts.
	 * @param force whether to terminate the sessions that are still attached to the
	 * retiring version
	 * @return what was done; {@link Outcome#nothing} when only one version is live
	 * @throws io.github.versionedschema.failure.RefusedException when sessions are still
	 * attached, or rows violate what the new version demands
	 */
	Outcome complete(boolean force);

	/**
	 * Retires the old version and keeps everything that it needs, so that it can be made
	 * live again: nobody can attach to it, and the triggers go on.
	 * @param force whether to terminate the sessions that are still attached to the
	 * retiring version
	 * @return what was done; {@link Outcome#nothing} when it is kept already, or only one
	 * version is live
	 * @throws io.github.versionedschema.failure.RefusedException when complete would be
	 * refused
	 */
	Outcome retire(boolean force);

	/**
	 * Makes the old version live again that was retired and kept, with everything that
	 * was written since.
	 * @return what was done; {@link Outcome#nothing} when no version is kept
	 * @throws io.github.versionedschema.failure.RefusedException when it has begun to go
	 */
	Outcome revert();

	/**
	 * Removes the old version that was retired and kept. There is no way back.
	 * @param force whether to terminate sessions that use it all the same, without being
	 * attached
	 * @return what was done; {@link Outcome#nothing} when no version is kept
	 * @throws io.github.versionedschema.failure.RefusedException when complete would be
	 * refused, or the old version is live
	 */
	Outcome contract(boolean force);

	/**
	 * Undoes everything that expand did.
	 * @param force whether to terminate the sessions that are attached to the new version
	 * @return what was done; {@link Outcome#nothing} when there is nothing to abort
	 * @throws io.github.versionedschema.failure.RefusedException when sessions are
	 * attached to the new version, or complete has begun
	 */
	Outcome abort(boolean force);

	/**
	 * Compares the values that live versions hold in two shapes.
	 * @return one entry for each rule, with the number of rows that differ
	 */
	List<Verification> verify();

	/**
	 * Gives rows that came past the triggers, for example while these were disabled, the
	 * values that the new version should see. Only while both versions live, in batches,
	 * without a change of what the old version sees.
	 * @return what was filled; {@link Outcome#nothing} when no row lacks a value
	 * @throws io.github.versionedschema.failure.RefusedException when a transition has
	 * begun and not ended
	 */
	Outcome fill();

	/**
	 * Leaves out the step at which complete stopped, when it can never succeed. There is
	 * no way back then; complete goes on without it.
	 * @param step its id, which the failure of complete tells
	 * @return what was left out, with its SQL; {@link Outcome#nothing} when no migration
	 * is under way
	 * @throws io.github.versionedschema.failure.RefusedException when complete has not
	 * begun, or stopped at another step
	 */
	Outcome skip(String step);

	/**
	 * Records that the migrations up to the given one are already in the database.
	 * @param migration its name
	 * @return what was done
	 */
	Outcome baseline(String migration);

	/** Pauses a running backfill at the next batch, on whichever instance it runs. */
	void pause();

	/** Lets a paused backfill go on. */
	void resume();

	/**
	 * Stops what runs or waits in another thread, within seconds: cancels its statement
	 * and closes the leader's connection. The call that was running fails; what it had
	 * done stays in the journal, and the next leader goes on from there. Afterwards every
	 * other method fails.
	 */
	@Override
	void close();

}
