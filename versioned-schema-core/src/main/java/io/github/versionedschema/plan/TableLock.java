package io.github.versionedschema.plan;

/**
 * A lock that a transaction takes before it does anything else, on a table and, in the
 * order in which clients take theirs, on its partitions.
 *
 * @param table the table as it is written in SQL; one that does not exist is not locked
 * @param mode how it is locked
 */
public record TableLock(String table, Mode mode) {

	/** Returns the lock that keeps everybody out. */
	public static TableLock exclusive(String table) {
		return new TableLock(table, Mode.ACCESS_EXCLUSIVE);
	}

	/** Returns the lock that keeps out everybody who writes. */
	public static TableLock ofWrites(String table) {
		return new TableLock(table, Mode.SHARE_ROW_EXCLUSIVE);
	}

	/** How a table is locked (PostgreSQL manual, "Explicit Locking"). */
	public enum Mode {

		/** Others may read. */
		SHARE("SHARE"),

		/** Others may read, and do nothing else of this kind. */
		SHARE_ROW_EXCLUSIVE("SHARE ROW EXCLUSIVE"),

		/** Others may do nothing. */
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
