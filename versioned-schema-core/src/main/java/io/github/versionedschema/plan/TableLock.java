package io.github.versionedschema.plan;

/**
 * A lock that a transaction takes first, on a table and on its partitions, in the order
 * in which clients lock them.
 *
 * @param table the table as written in SQL; a table that does not exist is not locked
 * @param mode the lock mode
 */
public record TableLock(String table, Mode mode) {

	/** Returns the lock that blocks all access. */
	public static TableLock exclusive(String table) {
		return new TableLock(table, Mode.ACCESS_EXCLUSIVE);
	}

	/** Returns the lock that blocks writes. */
	public static TableLock ofWrites(String table) {
		return new TableLock(table, Mode.SHARE_ROW_EXCLUSIVE);
	}

	/** A table-level lock mode (PostgreSQL manual, "Explicit Locking"). */
	public enum Mode {

		/** Allows only reads by other sessions. */
		SHARE("SHARE"),

		/** Allows only reads by other sessions, and only one holder. */
		SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),

		/** Allows no access by other sessions. */
		ACCESS_EXCLUSIVE("ACCESS EXCLUSIVE");

		private final String sql;

		Mode(String sql) {
			this.sql = sql;
		}

		/** Returns the mode as {@code LOCK TABLE} takes it. */
		public String sql() {
			return this.sql;
		}

	}

}
