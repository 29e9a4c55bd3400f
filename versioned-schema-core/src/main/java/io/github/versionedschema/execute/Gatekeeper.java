package io.github.versionedschema.execute;

import java.sql.Connection;
import java.util.function.Consumer;

import io.github.versionedschema.failure.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions out of a version while the leader retires or undoes it.
 */
public interface Gatekeeper {

	/**
	 * Closes a version. No session is attached to it, and none can attach until it is
	 * opened again or the leader's connection ends.
	 * @param leader the leader's connection, in auto-commit mode and without an open
	 * transaction
	 * @param version the version, or null for the state before the first migration
	 * @param force whether to terminate the sessions that use it
	 * @param terminated receives each terminated session as a serializable record, also
	 * if the version is not closed in the end
	 * @return the closed gate, which can be opened again
	 * @throws RefusedException if sessions use it and {@code force} is false, or if
	 * terminated sessions do not end; the version is open again
	 */
	ClosedGate close(Connection leader, @Nullable GatedVersion version, boolean force, Consumer<Object> terminated);

	/**
	 * Requires that a version could be closed without force, and does not close it.
	 * @param leader a connection with the leader's settings
	 * @param version the version, or null for the state before the first migration
	 * @throws RefusedException if sessions use it
	 */
	void requireUnused(Connection leader, @Nullable GatedVersion version);

	/**
	 * A version that can be closed.
	 *
	 * @param id its ID in the journal
	 * @param name its name
	 * @param schema its version schema
	 * @param oldest whether it is the oldest live version, which unattached sessions use
	 * too
	 */
	record GatedVersion(int id, String name, String schema, boolean oldest) {
	}

	/**
	 * A closed version. Unattached sessions take no lock: there were none when the gate
	 * was closed, but new ones cannot be prevented.
	 */
	@FunctionalInterface
	interface ClosedGate {

		/**
		 * Opens the gate, on the leader's connection. If the version has been retired,
		 * sessions still cannot attach to it.
		 */
		void open();

	}

}
