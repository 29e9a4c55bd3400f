package io.github.versionedschema.plan.sync;

import java.util.List;

import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a plan writes to, and how the things in them are called in SQL.
 *
 * @param base where the tables are
 * @param oldSchema the version schema of the version that is live, or null when it has
 * none
 * @param newSchema the version schema of the new version
 * @param direct whether nobody uses the schema yet
 * @param path where names in SQL of the user's are looked up
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
	 * Returns the name of one of our functions, readable and unique among versions and
	 * tables.
	 */
	String function(String table, String purpose) {
		return Identifier.truncatedWithHash(this.newSchema + "." + table + "." + purpose);
	}

	/**
	 * Returns the path of the functions of triggers, which read SQL of the user's as
	 * expand does. Temporary objects of a writer's are looked up last.
	 */
	String triggerPath() {
		return this.path.startingWith(List.of("pg_catalog")).without("pg_temp").followedBy(List.of("pg_temp")).sql();
	}

	static String ours(String function) {
		return Identifier.qualified(OURS, function);
	}

	/**
	 * Returns the condition that the session writes as the new version (postgres: compare
	 * with name, not text). It is never null, although a session or a function whose path
	 * leads nowhere has no current schema.
	 */
	String isNewSide() {
		return "coalesce(pg_catalog.current_schema() OPERATOR(pg_catalog.=) %s::pg_catalog.name, false)"
			.formatted(Identifier.literal(this.newSchema));
	}

}
