package io.github.versionedschema.backfill;

import io.github.versionedschema.schema.Identifier;

/**
 * A table with a file of its own: the table itself, a partition or a child.
 *
 * @param oid its object id
 * @param schema where it is
 * @param table its name
 * @param kind its {@code relkind}
 * @param pages its size, in pages
 * @param rows the server's estimate of its rows; negative when there is none
 * @param fileNode the name of its file, which changes when the table is rewritten
 */
record Part(long oid, String schema, String table, String kind, long pages, double rows, long fileNode) {

	/** Returns the quoted name with the schema, by which the journal knows the part. */
	String name() {
		return Identifier.qualified(this.schema, this.table);
	}

}
