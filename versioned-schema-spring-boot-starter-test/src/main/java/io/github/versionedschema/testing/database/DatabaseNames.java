package io.github.versionedschema.testing.database;

import java.util.UUID;

/**
 * Names of the databases that are created beside a configured database. Its identifier in
 * the names keeps those of other configured databases of the server apart.
 *
 * @param configured identifier of the configured database
 */
record DatabaseNames(long configured) {

	private static final int RANDOM_LENGTH = 16;

	String template(String key) {
		return templates() + key;
	}

	String unfinished(String key) {
		return beginning("unfinished") + key;
	}

	String another() {
		return clones() + UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_LENGTH);
	}

	/** Returns the beginning of the names of all templates. */
	String templates() {
		return beginning("template");
	}

	/** Returns the beginning of the names of all databases of tests. */
	String clones() {
		return beginning("test");
	}

	private String beginning(String kind) {
		return "versioned_schema_%s_%d_".formatted(kind, this.configured);
	}

}
