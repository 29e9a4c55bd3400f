package io.github.versionedschema.execute.lint;

import io.github.versionedschema.postgres.CurrentDatabase;

/**
 * Queries the tables that SQL names or locks.
 */
final class TableSql {

	private static final String LOCKS = """
			select l.relation, l.mode from pg_catalog.pg_locks l
			where l.pid = pg_catalog.pg_backend_pid() and l.locktype = 'relation' and l.granted
				and l.database = %s
				and l.mode in ('AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock')
			""".formatted(CurrentDatabase.OID);

	static final String SQL = """
			with locks as materialized (%s)
			select coalesce(pg_catalog.json_agg(t), '[]')::text from (
				select case c.relkind when 'm' then 'materialized view' else 'table' end as kind, c.oid::bigint as oid,
					n.nspname as schema, c.relname as name,
					coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)::bigint as filenode,
					pg_catalog.pg_stat_get_xact_numscans(c.oid) as scans,
					(select l.mode from locks l where l.relation = c.oid order by pg_catalog.array_position(
						array['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock'], l.mode)
						limit 1) as lock,
					(select pg_catalog.json_agg(pg_catalog.json_build_object('number', a.attnum, 'name', a.attname,
							'type', pg_catalog.format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull))
						from pg_catalog.pg_attribute a
						where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
					(select pg_catalog.json_agg(k.conname) from pg_catalog.pg_constraint k
						where k.conrelid = c.oid and k.contype in ('c', 'f', 'u', 'p', 'x')) as constraints,
					(select pg_catalog.json_agg(pg_catalog.json_build_object('name', i.relname, 'unique', x.indisunique))
						from pg_catalog.pg_index x join pg_catalog.pg_class i on i.oid = x.indexrelid
						where x.indrelid = c.oid) as indexes
				from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
				where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't'
					and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'versioned_schema')
					and (c.relname = any (:names) or c.oid in (select relation from locks))) t
			"""
		.formatted(LOCKS);

	private TableSql() {
	}

}
