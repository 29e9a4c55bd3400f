package io.github.versionedschema.plan.sync;

import java.util.List;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a plan changes, and the SQL names of objects in them.
 *
 * @param base the schema that contains the tables
 * @param oldSchema the version schema of the live version, or null if it has none
 * @param newSchema the version schema of the new version
 * @param direct whether no client uses the schema yet
 * @param path the search path for user SQL
 */
public record Scope(String base, @Nullable String oldSchema, String newSchema, boolean direct, SearchPath path) {

	/** The schema of the journal, of sync functions and of {@code attach}. */
	static final String OURS = "versioned_schema";

	public String table(String name) {
		return Identifier.qualified(this.base, name);
	}

	public String inNew(String name) {
		return Identifier.qualified(this.newSchema, name);
	}

	/**
	 * Returns the name of a generated function, readable and unique among versions and
	 * tables.
	 */
	String function(String table, String purpose) {
		return Identifier.truncatedWithHash(this.newSchema + "." + table + "." + purpose);
	}

	/**
	 * Returns the search path of trigger functions, with which user SQL has the same
	 * meaning as in expand. Temporary objects of a client are looked up last.
	 */
	String triggerPath() {
		return this.path.startingWith(List.of("pg_catalog")).without("pg_temp").followedBy(List.of("pg_temp")).sql();
	}

	static String ours(String function) {
		return Identifier.qualified(OURS, function);
	}

	/**
	 * Returns the condition that the session writes as the new version (PostgreSQL:
	 * compare with {@code name}, not {@code text}). It is never null, although the
	 * current schema is null if no schema of the search path exists.
	 */
	String isNewSide() {
		return "coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) %s::pg_catalog.name, false)"
			.formatted(Identifier.literal(this.newSchema));
	}

}
