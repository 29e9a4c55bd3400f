package io.github.versionedschema.schema;

/**
 * A partition, at any depth.
 *
 * @param schema its schema
 * @param name its name
 * @param leaf whether it is an ordinary table that holds rows: neither partitioned itself
 * nor a foreign table
 */
public record Partition(String schema, String name, boolean leaf) {

	/** Returns how it is called in SQL. */
	public String sql() {
		return Identifier.qualified(this.schema, this.name);
	}

}
