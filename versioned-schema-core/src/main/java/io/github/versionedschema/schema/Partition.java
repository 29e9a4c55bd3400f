package io.github.versionedschema.schema;

/**
 * A partition, at any depth.
 *
 * @param schema its schema
 * @param name its name
 * @param kind the kind of partition
 */
public record Partition(String schema, String name, Kind kind) {

	/** Returns whether it stores rows itself. */
	public boolean leaf() {
		return this.kind == Kind.ORDINARY;
	}

	/** Returns its SQL name. */
	public String sql() {
		return Identifier.qualified(this.schema, this.name);
	}

	/** The kinds of partition. */
	public enum Kind {

		/** A table with rows. */
		ORDINARY,
		/** A partitioned table. */
		PARTITIONED,
		/** A foreign table. */
		FOREIGN

	}

}
