package io.github.versionedschema.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Statements of clients that are tried before and after a transaction changes a table, in
 * that transaction: what worked before and fails after is the transaction's fault. One
 * existing row is updated to itself, deleted and inserted again, and read; so are rows of
 * other tables whose triggers name the table, and the bodies of SQL functions that name
 * it are checked. All of it is rolled back to a savepoint. A row that a delete would take
 * others along with stays, and is inserted once more, with another generated key where
 * there is one. Without rows nothing is written.
 * <p>
 * Triggers of the user's fire for it. Their effects are rolled back too, except what no
 * transaction undoes: numbers drawn from sequences, notices, and what other servers or
 * connections were told ({@code dblink}).
 *
 * @param before who uses the table before the transaction
 * @param after who uses it then: the same, or the clients of a version that the
 * transaction lets in
 */
public record Trial(Client before, Client after) {

	/** Tries what the clients of a version that lives on do. */
	public static Trial of(Client client) {
		return new Trial(client, client);
	}

	/**
	 * The clients of one version.
	 *
	 * @param version what the version is called in messages, e.g. {@code old}
	 * @param schema the version schema, or null for sessions on no version
	 * @param table the physical table as it is written in SQL, or null where the version
	 * does not have it
	 * @param name what these clients call the table
	 * @param columns the physical columns that they write
	 */
	public record Client(String version, @Nullable String schema, @Nullable String table, String name,
			List<String> columns) {

		public Client {
			columns = List.copyOf(columns);
		}

	}

}
