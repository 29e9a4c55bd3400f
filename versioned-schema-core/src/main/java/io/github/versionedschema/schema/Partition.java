package io.github.versionedschema.schema;

/**
 * A partition, at any depth.
 *
 * @param schema its schema
 * @param name its name
 * @param kind what it is
 */
public record Partition(String schema, String name, Kind kind) {

	/** Returns whether it holds rows of its own. */
	public boolean leaf() {
		return this.kind == Kind.ORDINARY;
	}

	/** Returns how it is called in SQL. */
	public String sql() {
		return Identifier.qualified(this.schema, this.name);
	}

	/** What a partition can be. */
	public enum Kind {

		/** A table with rows. */
		ORDINARY,
		/** A table with partitions of its own. */
		PARTITIONED,
		/** A foreign table. */
		FOREIGN

	}

}
