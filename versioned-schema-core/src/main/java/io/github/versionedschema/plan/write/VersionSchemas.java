package io.github.versionedschema.plan.write;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the schemas of versions contain because their versions differ: views, and
 * tombstones of tables that a version does not have. They are empty as long as no clients
 * use different versions.
 */
interface VersionSchemas {

	/** No client uses a version. */
	VersionSchemas NONE = new VersionSchemas() {
	};

	/**
	 * Returns the schemas of the older live versions that have no table of a name. An
	 * older version can have one whose name in the database is another.
	 */
	default List<String> withoutTable(String name) {
		return List.of();
	}

	/** Returns the views of the newer version by name, each with its statements. */
	default Map<String, List<String>> views() {
		return Map.of();
	}

	/**
	 * Returns the names of tables on the newer version's search path that the newer
	 * version does not have.
	 */
	default Set<String> hidden() {
		return Set.of();
	}

	/**
	 * Returns the tombstones that only this chain needs, by the schemas of the newer
	 * version and of newer ones.
	 */
	default Map<String, Set<String>> hiddenOnlyHere() {
		return Map.of();
	}

	/**
	 * Returns the tombstones that newer versions need when complete has given tables
	 * other names, by their schemas.
	 */
	default Map<String, Set<String>> hiddenAfterwards() {
		return Map.of();
	}

	/** Returns the schemas of the newer versions for which the table itself is enough. */
	default List<String> same(String table) {
		return List.of();
	}

	/**
	 * Returns the statements that replace functions of newer chains, as contract renames
	 * what they use of a table.
	 */
	default List<String> functions(String table) {
		return List.of();
	}

	/**
	 * Returns the names of views in the schema of the oldest version that exist because
	 * of newer versions.
	 */
	default Set<String> viewsOfOldest() {
		return Set.of();
	}

}
