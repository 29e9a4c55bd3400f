package io.github.versionedschema.backfill;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the parts of a table: itself, its partitions or its child tables.
 */
final class PartQuery {

	private static final String PARTS = """
			with recursive part as (
				select c.oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where n.nspname = ?::name and c.relname = ?::name
				union
				select i.inhrelid from part join pg_catalog.pg_inherits i on i.inhparent = part.oid)
			select c.oid::bigint as oid, n.nspname as schema, c.relname as "table", c.relkind as kind,
				coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int as pages,
				c.reltuples as rows, coalesce(pg_relation_filenode(c.oid), 0)::bigint as file_node
			from part join pg_catalog.pg_class c using (oid) join pg_catalog.pg_namespace n on n.oid = c.relnamespace
			where c.relkind <> 'p'
			order by c.oid
			""";

	private final JdbcClient jdbc;

	PartQuery(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Part> partsOf(String schema, String table) {
		return this.jdbc.sql(PARTS).params(schema, table).query(Part.class).list();
	}

}
