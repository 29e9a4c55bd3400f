package io.github.versionedschema.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

import javax.sql.DataSource;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a {@link Catalogue} from {@code pg_catalog}, in a number of statements that does
 * not depend on how much the database contains. Only names and definitions are read,
 * never a table's rows, so that it needs no privileges.
 */
public final class CatalogueReader {

	private final DataSource dataSource;

	private final boolean inTransaction;

	/**
	 * Reads through a connection, and leaves it open and as it was.
	 * @param connection the connection. If it is in auto-commit mode, each reading is a
	 * repeatable-read transaction of its own; otherwise it is part of the caller's
	 * @throws SQLException if the connection is closed
	 */
	public CatalogueReader(Connection connection) throws SQLException {
		this.dataSource = new SingleConnectionDataSource(connection, true);
		this.inTransaction = !connection.getAutoCommit();
	}

	/**
	 * Reads one schema.
	 * @param schema the schema's name; if there is none, the catalogue is empty
	 * @param ignoredSchemas schemas that count as absent: views, functions, foreign keys
	 * and trigger functions in them are left out of what is said about the tables
	 * @return the catalogue
	 */
	public Catalogue read(String schema, Set<String> ignoredSchemas) {
		if (this.inTransaction) {
			return readInTransaction(schema, ignoredSchemas);
		}
		TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		transaction.setReadOnly(true);
		return transaction.execute((status) -> readInTransaction(schema, ignoredSchemas));
	}

	private Catalogue readInTransaction(String schema, Set<String> ignoredSchemas) {
		JdbcClient client = JdbcClient.create(new JdbcTemplate(this.dataSource));
		// Names that are not in pg_catalog come out qualified.
		Server server = client.sql("""
				select current_setting('server_version_num')::int as version,
					current_setting('search_path') as path,
					set_config('search_path', 'pg_catalog, pg_temp', true) as path_without_schemas
				""").query((row, index) -> new Server(row.getInt("version"), row.getString("path"))).single();
		CatalogueQuery query = new CatalogueQuery(client, schema, ignoredSchemas);
		Catalogue catalogue = SchemaRow.read(query, server.version(), schema,
				TableRows.read(query, server.version(), schema));
		client.sql("select set_config('search_path', :path, true)").param("path", server.path()).query().singleRow();
		return catalogue;
	}

	private record Server(int version, String path) {

	}

}
