package io.github.versionedschema.leader;

import java.util.List;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;

/**
 * The search paths of the leader's session: {@code pg_catalog} alone for
 * versioned-schema's own statements, and the path on which user SQL is read.
 */
public final class SearchPaths {

	/**
	 * The search path for versioned-schema's own statements. With another schema on the
	 * path, a role that may create operators there could have them called with the
	 * leader's privileges, as {@code pg_catalog} has no exact match for {@code text =
	 * varchar} (PostgreSQL manual, "Operator Type Resolution").
	 */
	static final String OWN = "pg_catalog, pg_temp";

	private final SearchPath users;

	SearchPaths(SearchPath users) {
		this.users = users;
	}

	/**
	 * Returns the schemas in which names in user SQL are looked up: the base schema
	 * first, then the path that the server sets for role and database.
	 */
	public SearchPath users() {
		return this.users;
	}

	/**
	 * Returns the statement that sets the path for user SQL for the rest of a
	 * transaction.
	 */
	public String usersPath() {
		return path(this.users.sql(), true);
	}

	/**
	 * Returns the statement that sets the path for user SQL for the rest of a
	 * transaction, with temporary objects last: a temporary table on which a new table is
	 * tried has its name, which may be that of a type.
	 */
	public String trialPath() {
		return path(this.users.followedBy(List.of("pg_temp")).sql(), true);
	}

	/** Returns the statement that reverts {@link #usersPath()} within a transaction. */
	public String ownPath() {
		return path(OWN, true);
	}

	/** Returns the statement that sets the session's path for user SQL. */
	public String usersPathOfSession() {
		return path(this.users.sql(), false);
	}

	/** Returns the statement that reverts {@link #usersPathOfSession()}. */
	public String ownPathOfSession() {
		return path(OWN, false);
	}

	private static String path(String schemas, boolean local) {
		return "select pg_catalog.set_config('search_path', " + Identifier.literal(schemas) + ", " + local + ")";
	}

}
