package io.github.versionedschema.schema.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import io.github.versionedschema.failure.SqlStates;
import io.github.versionedschema.schema.Catalogue;
import io.github.versionedschema.schema.CatalogueQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads a {@link Catalogue} from {@code pg_catalog}, with no more statements for many
 * tables than for one. Only names and definitions are read, never a table's rows, so no
 * privileges are needed. Objects that are dropped concurrently are omitted.
 */
public final class CatalogueReader {

	/**
	 * Functions that print definitions use the current catalogue instead of the snapshot:
	 * {@code pg_dump} can fail in the same way. They report {@code internal_error} (such
	 * as "cache lookup failed") or {@code undefined_table}, or print something that does
	 * not match the rest.
	 */
	private final RetryTemplate retries = new RetryTemplate(RetryPolicy.builder()
		.maxRetries(15)
		.delay(Duration.ofMillis(20))
		.multiplier(1.5)
		.maxDelay(Duration.ofMillis(500))
		.predicate(
				(failure) -> SqlStates.isDroppedConcurrently(failure) || failure instanceof ConcurrencyFailureException)
		.build());

	private final DataSource dataSource;

	private final boolean inTransaction;

	/**
	 * Creates a reader that uses a connection. It does not close or change the
	 * connection.
	 * @param connection the connection. If it is in auto-commit mode, each read is a
	 * separate repeatable-read transaction, which is retried if objects are dropped
	 * concurrently; otherwise it is part of the caller's transaction
	 * @throws SQLException if the connection is closed
	 */
	public CatalogueReader(Connection connection) throws SQLException {
		this.dataSource = new SingleConnectionDataSource(connection, true);
		this.inTransaction = !connection.getAutoCommit();
	}

	/**
	 * Reads a schema with all its tables.
	 * @param schema the schema's name; if there is none, the catalogue is empty
	 * @param ignoredSchemas schemas to ignore: their views, functions, foreign keys and
	 * trigger functions are omitted from the tables' properties
	 * @return the catalogue
	 */
	public Catalogue read(String schema, Set<String> ignoredSchemas) {
		return read(schema, ignoredSchemas, null);
	}

	/**
	 * Reads a schema with some of its tables, which is much faster if there are
	 * thousands. Of the other tables, only the names are included.
	 * @param schema the schema's name; if there is none, the catalogue is empty
	 * @param ignoredSchemas schemas to ignore
	 * @param names names of tables, of their indexes or of types of their columns, which
	 * need not exist. Tables that are connected with them by foreign keys, inheritance or
	 * partitioning are read too; {@code null} for all tables and types
	 * @return the catalogue
	 */
	public Catalogue read(String schema, Set<String> ignoredSchemas, @Nullable Set<String> names) {
		if (this.inTransaction) {
			return readInTransaction(schema, ignoredSchemas, names);
		}
		TransactionTemplate transaction = new TransactionTemplate(new SessionTransactionManager(this.dataSource));
		transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
		transaction.setReadOnly(true);
		return this.retries
			.invoke(() -> transaction.execute((status) -> readInTransaction(schema, ignoredSchemas, names)));
	}

	private Catalogue readInTransaction(String schema, Set<String> ignoredSchemas, @Nullable Set<String> names) {
		JdbcClient client = JdbcClient.create(new JdbcTemplate(this.dataSource));
		// Names outside pg_catalog are printed qualified. Most queries join many tables,
		// in an
		// order that is good for any schema: to look for a better one takes longer than
		// to run
		// them.
		Server server = client.sql("""
				select current_setting('server_version_num')::int as version,
					current_setting('search_path') as path, current_setting('join_collapse_limit') as joins,
					set_config('search_path', 'pg_catalog, pg_temp', true) as path_without_schemas,
					set_config('join_collapse_limit', '1', true) as joins_as_written
				""")
			.query((row, index) -> new Server(row.getInt("version"), row.getString("path"), row.getString("joins")))
			.single();
		Map<String, @Nullable Object> parameters = new HashMap<>();
		parameters.put("schema", schema);
		parameters.put("ignored", ignoredSchemas.toArray(String[]::new));
		parameters.put("names", (names != null) ? names.toArray(String[]::new) : null);
		Catalogue catalogue = read(new CatalogueQuery(client, parameters), server.version(), schema);
		client.sql("select set_config('search_path', :path, true), set_config('join_collapse_limit', :joins, true)")
			.param("path", server.path())
			.param("joins", server.joins())
			.query()
			.singleRow();
		return catalogue;
	}

	private static Catalogue read(CatalogueQuery query, int serverVersion, String schema) {
		List<TableRow> tables = TableRow.read(query);
		Long[] oids = tables.stream().map(TableRow::oid).toArray(Long[]::new);
		CatalogueQuery ofTables = query.with("tables", oids);
		boolean partitions = tables.stream().anyMatch((table) -> table.partitionKey() != null);
		TableRows rows = TableRows.read(ofTables, serverVersion, partitions);
		return SchemaRow.read(ofTables, serverVersion, schema, tables.stream().map(rows::table).toList());
	}

	private record Server(int version, String path, String joins) {

	}

}
