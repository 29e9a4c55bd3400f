package io.github.versionedschema.backfill;

import io.github.versionedschema.schema.Identifier;

/**
 * A table with its own file: the table itself, a partition or a child table.
 *
 * @param oid its OID
 * @param schema its schema
 * @param table its name
 * @param kind its {@code relkind}
 * @param pages its size, in pages
 * @param rows the server's estimate of its rows; negative if there is none
 * @param fileNode its filenode number, which changes when the table is rewritten
 */
record Part(long oid, String schema, String table, String kind, long pages, double rows, long fileNode) {

	/**
	 * Returns the quoted, schema-qualified name that identifies the part in the journal.
	 */
	String name() {
		return Identifier.qualified(this.schema, this.table);
	}

}
