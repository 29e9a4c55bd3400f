package io.github.versionedschema.schema;

/**
 * The replica identity, which identifies a row for logical replication.
 */
public enum ReplicaIdentity {

	/** The primary key, if there is one. */
	DEFAULT,
	/** Nothing: updates and deletes of a published table fail. */
	NOTHING,
	/** The whole row. */
	FULL,
	/** The index whose {@link Index#replicaIdentity()} is set. */
	INDEX;

	/**
	 * Returns whether PostgreSQL publishes updates of a table.
	 * @param hasPrimaryKey whether the table has a primary key
	 * @return {@code true} if so
	 */
	public boolean identifiesRows(boolean hasPrimaryKey) {
		return (this == DEFAULT) ? hasPrimaryKey : this != NOTHING;
	}

}
