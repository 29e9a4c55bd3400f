package io.github.versionedschema.plan.sync;

import java.util.List;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.ddl.OlderTables;
import io.github.versionedschema.schema.Identifier;
import io.github.versionedschema.schema.SearchPath;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that a plan changes, and the SQL names of objects in them. The plan lies
 * between two neighbouring versions of a chain of live versions.
 *
 * @param base the schema that contains the tables
 * @param older the version schemas of the live versions on the older side, oldest first;
 * empty if there are none
 * @param newer the version schemas of the versions on the newer side, oldest first: the
 * version that the plan creates, and those that were created after it
 * @param depth 1-based; determines the order of triggers among the live versions' plans
 * @param path the search path for user SQL
 * @param tables the tables that expressions can read
 */
public record Scope(String base, List<String> older, List<String> newer, int depth, SearchPath path,
		OlderTables tables) {

	public Scope {
		older = List.copyOf(older);
		newer = List.copyOf(newer);
	}

	/** The schema of the journal, of sync functions and of {@code attach}. */
	static final String OURS = "versioned_schema";

	private static final int THREE_DIGITS = 1000;

	public String table(String name) {
		return Identifier.qualified(this.base, name);
	}

	/**
	 * Returns the version schema of the version that the plan starts from, or null if it
	 * has none.
	 */
	public @Nullable String oldSchema() {
		return this.older.isEmpty() ? null : this.older.get(this.older.size() - 1);
	}

	/** Returns the version schema of the version that the plan creates. */
	public String newSchema() {
		return this.newer.get(0);
	}

	/** Returns the same scope with another list of versions on the newer side. */
	public Scope withNewer(List<String> schemas) {
		return new Scope(this.base, this.older, schemas, this.depth, this.path, this.tables);
	}

	public String inNew(String name) {
		return Identifier.qualified(newSchema(), name);
	}

	/**
	 * Returns the name of a generated function, readable and unique among versions and
	 * tables.
	 */
	public String function(String table, String purpose) {
		return Identifier.truncatedWithHash(newSchema() + "." + table + "." + purpose);
	}

	/**
	 * Returns the search path of trigger functions, with which user SQL has the same
	 * meaning as in expand. Temporary objects of a client are looked up last.
	 */
	String triggerPath() {
		return this.path.startingWith(List.of("pg_catalog")).without("pg_temp").followedBy(List.of("pg_temp")).sql();
	}

	public static String ours(String function) {
		return Identifier.qualified(OURS, function);
	}

	/**
	 * Returns the condition that the session writes as the newer version or a later one.
	 * It is never null. A session may use versions of several base schemas, of which only
	 * the first is its current schema. PostgreSQL parses the conditions of triggers in
	 * each statement, so it should be short.
	 */
	public String isNewSide() {
		String path = "pg_catalog.current_schemas(false)";
		return (this.newer.size() == 1)
				? "%s::pg_catalog.name OPERATOR(pg_catalog.=) ANY (%s)".formatted(Identifier.literal(newSchema()), path)
				: "%s OPERATOR(pg_catalog.&&) ARRAY[%s]::pg_catalog.name[]".formatted(path,
						this.newer.stream().map(Identifier::literal).collect(Collectors.joining(", ")));
	}

	/**
	 * Returns the name until complete of an object of a table that has the given name.
	 */
	public String waitingName(String name) {
		return Identifier.truncatedWithHash(((this.depth > 1) ? "_vs%d_".formatted(this.depth) : "_vs_") + name);
	}

	/**
	 * Returns the name of a trigger that fires before user triggers. A newer version's
	 * values are computed back before those of an older one (PostgreSQL fires triggers in
	 * the order of their names).
	 */
	public String firstTrigger(String purpose) {
		return "!versioned_schema" + ((this.depth > 1) ? "!" + descending() + "_" : "_") + purpose;
	}

	/**
	 * Returns the name of a trigger that fires after user triggers, and after those of an
	 * older version.
	 */
	public String lastTrigger(String purpose) {
		return "~versioned_schema" + ((this.depth > 1) ? "~" + ascending() + "_" : "_") + purpose;
	}

	/** Depths of more than three digits sort after the others, by a letter. */
	private String ascending() {
		return (this.depth < THREE_DIGITS) ? "%03d".formatted(this.depth) : "a%010d".formatted(this.depth);
	}

	/** Depths of more than three digits sort before the others, by a hyphen. */
	private String descending() {
		return (this.depth < THREE_DIGITS) ? "%03d".formatted(THREE_DIGITS - 1 - this.depth)
				: "-%010d".formatted(Integer.MAX_VALUE - this.depth);
	}

}
