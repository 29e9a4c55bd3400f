package io.github.versionedschema.execute;

import java.sql.Connection;
import java.util.List;

import io.github.versionedschema.failure.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps sessions out of a version while the leader retires or undoes it.
 */
public interface Gatekeeper {

	/**
	 * Closes a version: nobody is attached to it, and nobody can attach until it is
	 * opened again or the leader's connection ends.
	 * @param leader the leader's connection, in auto-commit mode and with no transaction
	 * under way
	 * @param version the version, or null for what was there before the first migration
	 * @param force whether to terminate the sessions that use it
	 * @return what opens it again
	 * @throws RefusedException when sessions use it and {@code force} is not given, or
	 * when they do not go; the version is as open as before
	 */
	ClosedGate close(Connection leader, @Nullable GatedVersion version, boolean force);

	/**
	 * A version that can be closed.
	 *
	 * @param id its id in the journal
	 * @param name its name
	 * @param schema its version schema
	 * @param oldest whether it is the oldest one that lives: sessions that are attached
	 * to no version use it too
	 */
	record GatedVersion(int id, String name, String schema, boolean oldest) {
	}

	/**
	 * A closed version. Sessions that attach to no version take no lock: there were none
	 * when the gate was closed, and nothing keeps new ones out.
	 */
	interface ClosedGate {

		/**
		 * Returns the sessions that were terminated, as records that can be serialised.
		 */
		List<?> terminated();

		/**
		 * Opens the gate, on the leader's connection. A version that was retired
		 * meanwhile can still not be attached to.
		 */
		void open();

	}

}
