package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.RowTypeUse;

/**
 * Queries the uses of a table's row type that the catalogue records.
 */
final class RowTypeSql {

	private static final String SQL = """
			with recursive row_type as (
				select c.oid as table_oid, unnest(array[t.oid, t.typarray]) as oid
				from pg_class c
				join pg_type t on t.oid = c.reltype
				where c.oid = any(cast(:tables as oid[]))
			), containing (table_oid, oid) as (
				select table_oid, oid from row_type
				union
				select o.table_oid, coalesce(c.reltype, t.oid)
				from containing o
				join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid = o.oid
				left join pg_class c on d.classid = 'pg_class'::regclass and c.oid = d.objid and c.relkind in ('c', 'v', 'f')
				left join pg_type t on d.classid = 'pg_type'::regclass and t.oid = d.objid
				where c.oid is not null or t.oid is not null
			), dependency as (
				select r.table_oid, r.oid as type, d.classid, d.objid, d.objsubid
				from row_type r
				join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid = r.oid
				where d.deptype in ('n', 'a')
			), use (table_oid, name, how, holder, number) as (
				select d.table_oid, p.oid::regprocedure::text, unnest(array_remove(array[
					case when p.prorettype = d.type then 'RESULT' end,
					case when d.type = any(coalesce(p.proallargtypes, p.proargtypes::oid[])) then 'ARGUMENT' end,
					case when p.prorettype <> d.type
						and d.type <> all(coalesce(p.proallargtypes, p.proargtypes::oid[])) then 'OTHER' end], null)),
					null::oid, null::smallint
				from dependency d
				join pg_proc p on p.oid = d.objid
				join pg_namespace n on n.oid = p.pronamespace
				where d.classid = 'pg_proc'::regclass and not n.nspname = any(:ignored)
				union all
				select d.table_oid, format('%s.%I', a.attrelid::regclass, a.attname), 'COLUMN',
					null, null
				from dependency d
				join pg_attribute a on a.attrelid = d.objid and a.attnum = d.objsubid
				join pg_class c on c.oid = a.attrelid
				join pg_namespace n on n.oid = c.relnamespace
				where d.classid = 'pg_class'::regclass and c.relkind not in ('r', 'm', 'p')
					and not n.nspname = any(:ignored)
				union all
				select o.table_oid, format('%s.%I', a.attrelid::regclass, a.attname), 'STORED',
					c.oid, a.attnum
				from containing o
				join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid = o.oid
				join pg_attribute a on a.attrelid = d.objid and a.attnum = d.objsubid
				join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'm', 'p')
					and a.attinhcount = 0
				join pg_namespace n on n.oid = c.relnamespace
				where d.classid = 'pg_class'::regclass and not n.nspname = any(:ignored)
				union all
				select d.table_oid, pg_describe_object(d.classid, d.objid, d.objsubid), 'OTHER',
					null, null
				from dependency d
				left join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and r.oid = d.objid
				left join pg_class v on v.oid = r.ev_class
				left join pg_namespace n on n.oid = v.relnamespace
				where d.classid not in ('pg_proc'::regclass, 'pg_class'::regclass)
					and coalesce(not n.nspname = any(:ignored), true)
			)
			select distinct on (table_oid, name, how) table_oid, json_build_object('name', name, 'how', how, 'user', (
				select json_build_object('schema', n.nspname, 'table', c.relname, 'number', number)
				from pg_class c
				join pg_namespace n on n.oid = c.relnamespace
				where c.oid = holder)) as document
			from use
			order by table_oid, name, how
			""";

	private RowTypeSql() {
	}

	static Map<Long, List<RowTypeUse>> read(CatalogueQuery query) {
		return query.ofTables(SQL, RowTypeUse.class);
	}

}
