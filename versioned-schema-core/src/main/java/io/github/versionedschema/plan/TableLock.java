package io.github.versionedschema.plan;

import org.jspecify.annotations.Nullable;

/**
 * A lock that a transaction takes first, on a table and on its partitions, in the order
 * in which clients lock them.
 *
 * @param table the table as written in SQL; a table that does not exist is not locked
 * @param mode the lock mode
 * @param before a block in PL/pgSQL that first locks what clients lock before the table,
 * such as views; null if there is nothing
 */
public record TableLock(String table, Mode mode, @Nullable String before) {

	/** Creates a lock of the table alone. */
	public TableLock(String table, Mode mode) {
		this(table, mode, null);
	}

	/** Returns the lock that blocks all access. */
	public static TableLock exclusive(String table) {
		return new TableLock(table, Mode.ACCESS_EXCLUSIVE);
	}

	/** Returns the lock that blocks writes. */
	public static TableLock ofWrites(String table) {
		return new TableLock(table, Mode.SHARE_ROW_EXCLUSIVE);
	}

	/** Returns the same lock after a block that locks other objects. */
	public TableLock after(@Nullable String block) {
		return new TableLock(this.table, this.mode, block);
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
