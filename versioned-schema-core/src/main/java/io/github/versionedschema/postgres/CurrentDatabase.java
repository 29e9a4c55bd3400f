package io.github.versionedschema.postgres;

/**
 * The database of the session, as SQL.
 */
public final class CurrentDatabase {

	/** Its OID, with {@code pg_locks} and other catalogues that all databases share. */
	public static final String OID = """
			(select d.oid from pg_catalog.pg_database d
				where d.datname operator(pg_catalog.=) pg_catalog.current_database())""";

	private CurrentDatabase() {
	}

}
