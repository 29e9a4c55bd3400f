package io.github.versionedschema.plan.sync;

/**
 * Writes how a trigger waits for an advisory lock with two keys, which is held for the
 * rest of the transaction.
 * <p>
 * The wait is limited. A session that holds the lock longer may hold it for another
 * reason. As soon as it waits for this one, also through others, the wait ends
 * ({@link LockWait}): all of them would end their waits at some time, but until then the
 * server may take them for a deadlock, which is an error for a client.
 *
 * @param form the ending of the name of PostgreSQL's functions, such as {@code _shared}
 * @param first SQL of the first key, an integer
 * @param second SQL of the second key, an integer
 */
public record AdvisoryWait(String form, String first, String second) {

	/** Returns the condition that the lock is free; it is taken then. */
	public String attempt() {
		return "pg_catalog.pg_try_advisory_xact_lock%s(%s, %s)".formatted(this.form, this.first, this.second);
	}

	/**
	 * Returns the block that waits for the lock, and raises {@code lock_not_available} if
	 * the time ends.
	 * @param mostMillis the longest wait
	 */
	public String await(int mostMillis) {
		return new LockWait(
				"PERFORM pg_catalog.pg_advisory_xact_lock%s(%s, %s);".formatted(this.form, this.first, this.second),
				LockWait.holdersOfAdvisory(this.first,
						"_vs_lock.objid OPERATOR(pg_catalog.=) (%s)::pg_catalog.oid".formatted(this.second)),
				"", mostMillis, "RAISE;")
			.sql();
	}

}
