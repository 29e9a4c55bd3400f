package io.github.versionedschema.plan;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Statements of clients that are tried before and after a transaction changes a table,
 * within that transaction. A statement that succeeds before and fails after shows an
 * error of the migration. One existing row is updated to its own values, deleted,
 * inserted again and read. The same is done with rows of other tables whose triggers name
 * the table, and the bodies of SQL functions that name it are checked. All changes are
 * rolled back to a savepoint. A row whose delete would cascade is not deleted, but
 * inserted once more, with a new generated key if it has one. If the table is empty,
 * nothing is written.
 * <p>
 * User triggers fire for these statements. Their effects are rolled back too, except
 * effects outside the transaction: sequence values, notices, and work on other servers or
 * connections ({@code dblink}).
 *
 * @param before the clients that use the table before the transaction
 * @param after the clients that use it afterwards: the same, or the clients of a version
 * that the transaction makes live
 */
public record Trial(Client before, Client after) {

	/**
	 * The setting of the transaction that has what succeeded before. Without it, nothing
	 * is reported.
	 */
	public static final String SETTING = "versioned_schema.trial";

	/** Creates a trial for the clients of a version that remains live. */
	public static Trial of(Client client) {
		return new Trial(client, client);
	}

	/**
	 * Returns whether columns get their types for the trial, with one value in all rows.
	 */
	public boolean triesTypes() {
		return !this.after.changes().isEmpty();
	}

	/**
	 * The clients of one version.
	 *
	 * @param version the name of the version in messages, e.g. {@code older}
	 * @param schema the version schema, or null for unattached sessions
	 * @param table the physical table as written in SQL, or null if the version does not
	 * have it
	 * @param name the name of the table for these clients
	 * @param columns the physical columns that they write
	 * @param changes expressions for another value of a column than {@link #ROW}, by the
	 * column's name, for columns that get no value of another row; empty in a plan that
	 * an older build wrote
	 */
	public record Client(String version, @Nullable String schema, @Nullable String table, String name,
			List<String> columns, Map<String, String> changes) {

		/** The name of the row that is changed. */
		public static final String ROW = "_vs_own";

		public Client {
			columns = List.copyOf(columns);
			changes = (changes != null) ? Map.copyOf(changes) : Map.of();
		}

		/** Creates clients that change columns to values of other rows. */
		public Client(String version, @Nullable String schema, @Nullable String table, String name,
				List<String> columns) {
			this(version, schema, table, name, columns, Map.of());
		}

	}

}
