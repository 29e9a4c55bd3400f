package io.github.versionedschema.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the queries that read a catalogue. The server returns a JSON document for each
 * row, with exactly the components of its record.
 */
public final class CatalogueQuery {

	/** The tables, and below each partitioned one its partitions at any depth. */
	public static final String TREE = """
			with recursive tree (root, oid) as (
				select oid, oid
				from unnest(cast(:tables as oid[])) oid
				union all
				select t.root, i.inhrelid
				from tree t
				join pg_class c on c.oid = t.oid and c.relkind = 'p'
				join pg_inherits i on i.inhparent = t.oid
			)""";

	/** Shared, as it learns the records that it reads. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	private final JdbcClient client;

	private final Map<String, @Nullable Object> parameters;

	/**
	 * Creates queries with parameters.
	 * @param client the client to run them
	 * @param parameters the values of named parameters
	 */
	public CatalogueQuery(JdbcClient client, Map<String, @Nullable Object> parameters) {
		this.client = client;
		this.parameters = parameters;
	}

	/**
	 * Adds a parameter.
	 * @param name its name
	 * @param value its value
	 * @return queries with this additional parameter
	 */
	public CatalogueQuery with(String name, Object value) {
		Map<String, @Nullable Object> extended = new HashMap<>(this.parameters);
		extended.put(name, value);
		return new CatalogueQuery(this.client, extended);
	}

	/**
	 * SQL for the privileges of an access control list as JSON.
	 * @param acl SQL for the list, which may be null
	 * @return an SQL expression
	 */
	public static String grants(String acl) {
		return """
				case when %1$s is null then '[]' else (select coalesce(json_agg(json_build_object(
					'role', case when acl.grantee <> 0 then pg_get_userbyid(acl.grantee) end,
					'grantor', pg_get_userbyid(acl.grantor),
					'privilege', acl.privilege_type,
					'grantable', acl.is_grantable)
					order by acl.grantee = 0, pg_get_userbyid(acl.grantee), acl.privilege_type,
						pg_get_userbyid(acl.grantor)), '[]')
				from aclexplode(%1$s) acl) end""".formatted(acl);
	}

	/**
	 * SQL for a comment.
	 * @param catalogue the system catalogue that has the object
	 * @param object SQL for the object's identifier
	 * @param number SQL for the number of the column, or 0
	 * @return an SQL expression
	 */
	public static String comment(String catalogue, String object, String number) {
		return """
				(select description
				from pg_description
				where classoid = '%s'::regclass and objoid = %s and objsubid = %s)""".formatted(catalogue, object,
				number);
	}

	/**
	 * SQL for the numbers of the columns of a table that an object depends on, as JSON.
	 * @param catalogue the system catalogue that has the object
	 * @param object SQL for the object's identifier
	 * @param table SQL for the table's identifier
	 * @return an SQL expression
	 */
	public static String columns(String catalogue, String object, String table) {
		return """
				(select coalesce(json_agg(distinct refobjsubid), '[]')
				from pg_depend
				where classid = '%s'::regclass and objid = %s
					and refclassid = 'pg_class'::regclass and refobjid = %s and refobjsubid > 0)""".formatted(catalogue,
				object, table);
	}

	/**
	 * Returns all documents of a query.
	 * @param sql a query for a column {@code document}
	 * @param type the record that a document is
	 * @return the documents in the order of the query
	 */
	public <T> List<T> list(String sql, Class<T> type) {
		return list(sql, (row, index) -> JSON.readValue(row.getString("document"), type));
	}

	/**
	 * Returns the documents of a query by table.
	 * @param sql a query for columns {@code table_oid} and {@code document}
	 * @param type the record that a document is
	 * @return the documents by table, in the order of the query
	 */
	public <T> Map<Long, List<T>> ofTables(String sql, Class<T> type) {
		Map<Long, List<T>> byTable = new HashMap<>();
		RowCallbackHandler handler = (row) -> byTable
			.computeIfAbsent(row.getLong("table_oid"), (oid) -> new ArrayList<>())
			.add(JSON.readValue(row.getString("document"), type));
		statement(sql).query(handler);
		return byTable;
	}

	public <T> List<T> list(String sql, RowMapper<T> mapper) {
		return statement(sql).query(mapper).list();
	}

	private JdbcClient.StatementSpec statement(String sql) {
		return this.client.sql(sql).params(this.parameters);
	}

}
