package io.github.versionedschema.schema.read;

import java.util.List;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.SchemaType;

/**
 * Queries the types of the schema, and the enums that versions have for themselves, with
 * the objects that depend on them.
 */
final class TypeSql {

	/**
	 * The columns, indexes and constraints of a partition are those of the partitioned
	 * table, which it has too.
	 */
	private static final String SQL = """
			with recursive subject as (
				select t.*, case when n.nspname <> :schema then n.nspname end as version
				from pg_type t
				join pg_namespace n on n.oid = t.typnamespace
				left join pg_class c on c.oid = t.typrelid
				where (n.nspname = :schema and t.typtype in ('e', 'd', 'c', 'r') and coalesce(c.relkind, 'c') = 'c'
						or n.nspname = any(:ignored) and t.typtype = 'e')
					and (cast(:names as text[]) is null or t.typname = any(cast(:names as text[])))
			), form (type, classid, objid) as (
				select oid, 'pg_type'::regclass, unnest(array[oid, typarray]) from subject
				union all
				select s.oid, 'pg_type'::regclass, unnest(array[m.oid, m.typarray])
				from subject s
				join pg_range r on r.rngtypid = s.oid
				join pg_type m on m.oid = r.rngmultitypid
				union all
				select oid, 'pg_class'::regclass, typrelid from subject where typrelid <> 0
			), dependency as (
				select f.type, d.classid, d.objid, d.objsubid, case d.classid
					when 'pg_class'::regclass then coalesce((select indrelid from pg_index where indexrelid = d.objid), d.objid)
					when 'pg_attrdef'::regclass then (select adrelid from pg_attrdef where oid = d.objid)
					when 'pg_constraint'::regclass then (select nullif(conrelid, 0) from pg_constraint where oid = d.objid)
					when 'pg_trigger'::regclass then (select tgrelid from pg_trigger where oid = d.objid)
					when 'pg_policy'::regclass then (select polrelid from pg_policy where oid = d.objid)
					when 'pg_statistic_ext'::regclass then (select stxrelid from pg_statistic_ext where oid = d.objid)
					when 'pg_rewrite'::regclass then (select ev_class from pg_rewrite where oid = d.objid)
					end as relation
				from form f
				join pg_depend d on d.refclassid = f.classid and d.refobjid = f.objid and d.deptype in ('n', 'a')
			), part as (
				select d.*, c.relname, c.relkind, co.contypid, case
						when c.relkind in ('v', 'm') then under.oid::regclass::text
						when i.oid is not null then i.relname::text
						when co.oid is not null then co.conname::text
						when d.classid = 'pg_policy'::regclass
							then (select format('%%I on %%s', polname, polrelid::regclass) from pg_policy where oid = d.objid)
						when d.classid = 'pg_trigger'::regclass
							then (select format('%%I on %%s', tgname, tgrelid::regclass) from pg_trigger where oid = d.objid)
						when d.classid = 'pg_statistic_ext'::regclass
							then (select format('%%I.%%I', nspname, stxname) from pg_statistic_ext
								join pg_namespace on pg_namespace.oid = stxnamespace where pg_statistic_ext.oid = d.objid)
						when d.classid = 'pg_proc'::regclass and not exists (select from form f
								where f.type = d.type and f.classid = 'pg_type'::regclass
									and f.objid = any(coalesce(p.proallargtypes, p.proargtypes::oid[]) || p.prorettype))
							then p.oid::regprocedure::text
						end as object,
					case when c.relkind in ('r', 'p', 'f') and c.relnamespace = (
						select oid from pg_namespace where nspname = :schema) then c.relname end as table,
					case when c.relkind not in ('r', 'p', 'f', 'v', 'm', 'c') or c.oid is null then 'OTHER'
						when c.relkind = 'c' then 'TYPE'
						when c.relkind in ('v', 'm') then 'OTHER'
						when i.oid is not null then 'INDEX'
						when d.classid = 'pg_class'::regclass then 'COLUMN'
						when d.classid = 'pg_attrdef'::regclass then 'DEFAULT'
						when co.oid is not null then 'CONSTRAINT'
						else 'PART' end as kind,
					case when d.classid = 'pg_class'::regclass and i.oid is null then array[d.objsubid]
						when d.classid = 'pg_attrdef'::regclass
							then array(select adnum::int from pg_attrdef where oid = d.objid)
						when co.oid is not null then co.conkey::int[]
						when i.oid is not null then array(
							select distinct refobjsubid
							from pg_depend
							where classid = 'pg_class'::regclass and objid = i.oid
								and refclassid = 'pg_class'::regclass and refobjid = c.oid and refobjsubid > 0)
						end as columns
				from dependency d
				left join pg_class c on c.oid = d.relation
				left join pg_namespace n on n.oid = c.relnamespace
				left join pg_class i on d.classid = 'pg_class'::regclass and i.oid = d.objid and i.relkind in ('i', 'I')
				left join pg_constraint co on d.classid = 'pg_constraint'::regclass and co.oid = d.objid
				left join pg_proc p on p.oid = case d.classid when 'pg_proc'::regclass then d.objid
					when 'pg_trigger'::regclass then (select tgfoid from pg_trigger where oid = d.objid) end
				left join pg_namespace pn on pn.oid = p.pronamespace
				left join lateral (
					with recursive lower (oid) as (
						select d.relation where c.relkind in ('v', 'm')
						union
						select l.oid
						from lower
						join pg_rewrite r on r.ev_class = lower.oid and r.rulename = '_RETURN'
						join pg_depend used on used.classid = 'pg_rewrite'::regclass and used.objid = r.oid
							and used.refclassid = 'pg_class'::regclass
						join pg_class l on l.oid = used.refobjid and l.relkind in ('v', 'm'))
					select oid from lower) under on true
				where coalesce(not n.nspname = any(:ignored), true) and coalesce(not pn.nspname = any(:ignored), true)
					and not coalesce(c.relispartition, false) and coalesce(co.contypid, 0) <> d.type
			), use as (
				select distinct p.type, case when p.contypid > 0 then 'TYPE' else p.kind end as kind, p.table, p.object,
					coalesce(p.columns, '{}') as columns,
					case when p.classid = 'pg_rewrite'::regclass
						then pg_describe_object('pg_class'::regclass, p.relation, 0)
						when p.contypid > 0 then pg_describe_object('pg_type'::regclass, p.contypid, 0)
						else pg_describe_object(p.classid, p.objid, p.objsubid) end as name
				from part p
			)
			select json_build_object(
				'name', s.typname,
				'kind', case s.typtype when 'e' then 'ENUM' when 'd' then 'DOMAIN' when 'r' then 'RANGE' else 'COMPOSITE' end,
				'values', array(select enumlabel from pg_enum where enumtypid = s.oid order by enumsortorder),
				'comment', %s,
				'owner', pg_get_userbyid(s.typowner),
				'grants', %s,
				'extension', (
					select e.extname
					from pg_depend d
					join pg_extension e on e.oid = d.refobjid
					where d.classid = 'pg_type'::regclass and d.objid = s.oid
						and d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'),
				'uses', (
					select coalesce(json_agg(json_build_object('kind', case when u.kind = 'OTHER' and u.name like 'type %%'
						then 'TYPE' else u.kind end, 'name', u.name, 'table', u.table, 'object', u.object,
						'columns', u.columns) order by u.name), '[]')
					from use u
					where u.type = s.oid),
				'leaving', false,
				'schema', s.version) as document
			from subject s
			order by s.typname, s.version nulls first
			"""
		.formatted(CatalogueQuery.comment("pg_type", "s.oid", "0"), CatalogueQuery.grants("s.typacl"));

	private TypeSql() {
	}

	static List<SchemaType> read(CatalogueQuery query) {
		return query.list(SQL, SchemaType.class);
	}

}
