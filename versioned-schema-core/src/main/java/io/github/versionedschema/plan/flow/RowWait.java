package io.github.versionedschema.plan.flow;

import io.github.versionedschema.plan.sync.LockWait;

/**
 * Writes how clients of two versions wait for each other's rows.
 * <p>
 * Two clients of different versions may change the same values at once, each in its own
 * table: each has a row that the other one waits for. The client of the newer version
 * announces the rows which it waits for, and the client of the older version leaves its
 * values to it. It does so only if that is what both wait for, also through others.
 * Otherwise it waits like any client, and gets an error in a deadlock.
 *
 * @param edge the tables
 */
record RowWait(Edge edge) {

	private int announcement() {
		return ~this.edge.hash();
	}

	/**
	 * Returns the statement that announces that the client of the newer version waits for
	 * rows.
	 * @param hash the hash of the key of a row
	 * @param from the rows, as in a query
	 */
	String announce(String hash, String from) {
		return "PERFORM pg_catalog.pg_advisory_xact_lock_shared(%d, %s) %s;".formatted(announcement(), hash, from);
	}

	/**
	 * Returns the statement that waits for rows. The server may find the deadlock before
	 * the client of the older version does, so a client that has announced that it waits
	 * waits once more.
	 * @param statement the statement
	 */
	String newer(String statement) {
		return """
				BEGIN
					%1$s
				EXCEPTION WHEN deadlock_detected THEN
					%1$s
				END;""".formatted(statement);
	}

	/**
	 * Returns the statements with what the client of the older version waits for. The
	 * statements do not count if it leaves its values to a client of the newer version.
	 * @param statements the statements that change or lock rows
	 * @param xmax a query of the column {@code xmax} of these rows
	 * @param hashes a query of the hashes of the key of the row that the client has
	 * changed
	 */
	String older(String statements, String xmax, String hashes) {
		return new LockWait(statements,
				LockWait.holdersOfRows(xmax) + " UNION ALL "
						+ announced(
								"_vs_lock.objid IN (SELECT (_vs_own.hash)::pg_catalog.oid FROM (%s) AS _vs_own (hash))"
									.formatted(hashes)),
				announced("true"), -1, "EXIT;")
			.sql();
	}

	private String announced(String which) {
		return LockWait.holdersOfAdvisory(String.valueOf(announcement()), which);
	}

}
