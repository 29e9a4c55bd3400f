package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Dependant;

/**
 * Queries objects that depend on the tables and on their columns.
 */
final class DependantSql {

	/**
	 * A view depends on its tables through its rule, a generated column through its
	 * expression. Only the dependency of a partition key is recorded in reverse: the
	 * column depends on the table. An object that depends on a partition also concerns
	 * the partitioned table, in which the columns have other numbers. A materialized view
	 * also depends on what the views that it reads depend on. Copies of views, which
	 * complete makes, are left out.
	 */
	private static final String SQL = CatalogueQuery.TREE
			+ """
					, attribute as (
						select t.oid, a.attnum as number, own.attnum as of_root, t.root
						from tree t
						join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
						join pg_attribute own on own.attrelid = t.root and own.attname = a.attname
					), dependency as (
						select d.classid, d.objid, coalesce(key.of_root, d.objsubid) as objsubid, d.refobjid,
							coalesce(a.of_root, d.refobjsubid) as refobjsubid, d.deptype, t.root as table_oid
						from tree t
						join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = t.oid
							and d.deptype in ('n', 'a', 'i')
						left join attribute a on a.root = t.root and a.oid = t.oid and a.number = d.refobjsubid
						left join attribute key on key.root = t.root and key.oid = t.oid and key.number = d.objsubid
							and d.classid = 'pg_class'::regclass and d.objid = t.oid
					), above (table_oid, number, rule) as (
						select d.table_oid, d.refobjsubid, d.objid
						from dependency d
						join pg_rewrite r on r.oid = d.objid and r.rulename = '_RETURN'
						join pg_class v on v.oid = r.ev_class
						join pg_namespace n on n.oid = v.relnamespace
						where d.classid = 'pg_rewrite'::regclass and not n.nspname = any(:ignored)
						union
						select a.table_oid, a.number, d.objid
						from above a
						join pg_rewrite r on r.oid = a.rule and r.rulename = '_RETURN'
						join pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = r.ev_class
							and d.classid = 'pg_rewrite'::regclass and d.objid <> r.oid and d.deptype = 'n'
					), dependant (table_oid, kind, name, number, object) as (
						select a.table_oid, 'MATERIALIZED_VIEW', v.oid::regclass::text, a.number, a.rule
						from above a
						join pg_rewrite r on r.oid = a.rule and r.rulename = '_RETURN'
						join pg_class v on v.oid = r.ev_class and v.relkind = 'm'
						where not starts_with(v.relname::text, '{copies}')
						union all
						select d.table_oid, case when r.rulename <> '_RETURN' then 'RULE' else 'VIEW' end,
							case when r.rulename = '_RETURN' then v.oid::regclass::text
								else format('%I on %s', r.rulename, v.oid::regclass) end,
							d.refobjsubid, d.objid
						from dependency d
						join pg_rewrite r on r.oid = d.objid
						join pg_class v on v.oid = r.ev_class
						join pg_namespace n on n.oid = v.relnamespace
						where d.classid = 'pg_rewrite'::regclass and not n.nspname = any(:ignored)
							and (v.relkind <> 'm' or r.rulename <> '_RETURN') and not starts_with(v.relname::text, '{copies}')
						union all
						select d.table_oid, 'POLICY', format('%I on %s', p.polname, p.polrelid::regclass), d.refobjsubid, d.objid
						from dependency d
						join pg_policy p on p.oid = d.objid
						where d.classid = 'pg_policy'::regclass and (d.refobjsubid > 0 or p.polrelid <> d.refobjid)
						union all
						select d.table_oid, 'GENERATED_COLUMN', format('%s.%I', a.attrelid::regclass, a.attname), d.refobjsubid, d.objid
						from dependency d
						join pg_attrdef e on e.oid = d.objid
						join pg_attribute a on a.attrelid = e.adrelid and a.attnum = e.adnum
						where d.classid = 'pg_attrdef'::regclass and (d.refobjid = d.table_oid or a.attrelid <> d.refobjid)
							and (a.attrelid <> d.table_oid or d.refobjsubid not in (0, a.attnum))
						union all
						select d.table_oid, 'FUNCTION', p.oid::regprocedure::text, d.refobjsubid, d.objid
						from dependency d
						join pg_proc p on p.oid = d.objid
						join pg_namespace n on n.oid = p.pronamespace
						where d.classid = 'pg_proc'::regclass and not n.nspname = any(:ignored)
						union all
						select d.table_oid, 'STATISTICS', format('%I.%I', n.nspname, s.stxname), d.refobjsubid, d.objid
						from dependency d
						join pg_statistic_ext s on s.oid = d.objid
						join pg_namespace n on n.oid = s.stxnamespace
						where d.classid = 'pg_statistic_ext'::regclass and d.refobjsubid > 0
						union all
						select d.table_oid, 'PUBLICATION', quote_ident(p.pubname), d.refobjsubid, d.objid
						from dependency d
						join pg_publication_rel pr on pr.oid = d.objid
						join pg_publication p on p.oid = pr.prpubid
						where d.classid = 'pg_publication_rel'::regclass and d.refobjsubid > 0
						union all
						select d.table_oid, 'TRIGGER', format('%I on %s', t.tgname, t.tgrelid::regclass), d.refobjsubid, d.objid
						from dependency d
						join pg_trigger t on t.oid = d.objid
						join pg_proc p on p.oid = t.tgfoid
						join pg_namespace n on n.oid = p.pronamespace
						where d.classid = 'pg_trigger'::regclass and not t.tgisinternal and t.tgparentid = 0
							and not n.nspname = any(:ignored)
							and (d.refobjsubid > 0 or t.tgrelid <> d.refobjid)
						union all
						select d.table_oid, 'PARTITION_KEY', d.refobjid::regclass::text, d.objsubid, d.objid
						from dependency d
						where d.classid = 'pg_class'::regclass and d.objid = d.refobjid and d.objsubid > 0
							and d.deptype = 'i'
						union all
						select d.table_oid, 'PARTITION_KEY', d.refobjid::regclass::text, d.refobjsubid, d.objid
						from dependency d
						where d.classid = 'pg_class'::regclass and d.objid = d.refobjid and d.objsubid = 0
							and d.refobjsubid > 0
						union all
						select o.refobjid, 'SEQUENCE_USER', pg_describe_object(u.classid, u.objid, u.objsubid), o.refobjsubid, coalesce(e.oid, 0)
						from pg_depend o
						join pg_class s on s.oid = o.objid and s.relkind = 'S'
						join pg_depend u on u.refclassid = 'pg_class'::regclass and u.refobjid = s.oid and u.deptype = 'n'
						left join pg_attrdef e on u.classid = 'pg_attrdef'::regclass and e.oid = u.objid
						left join pg_attribute a on a.attrelid = e.adrelid and a.attnum = e.adnum
						where o.classid = 'pg_class'::regclass and o.refclassid = 'pg_class'::regclass
							and o.refobjid = any(cast(:tables as oid[])) and o.refobjsubid > 0 and o.deptype in ('a', 'i')
							and (e.oid is null or e.adrelid <> o.refobjid or e.adnum <> o.refobjsubid)
							and coalesce(a.attinhcount, 0) = 0
							and not exists (select from pg_class v join pg_namespace n on n.oid = v.relnamespace
								where v.oid = e.adrelid and n.nspname = any(:ignored))
						union all
						select d.table_oid, 'OTHER', pg_describe_object(d.classid, d.objid, d.objsubid), d.refobjsubid,
							coalesce(con.conrelid, i.indrelid, 0)
						from dependency d
						left join pg_constraint con on d.classid = 'pg_constraint'::regclass and con.oid = d.objid
						left join pg_index i on d.classid = 'pg_class'::regclass and i.indexrelid = d.objid
						where d.deptype <> 'i' and case d.classid
							when 'pg_constraint'::regclass then con.contype <> 'f' and con.conrelid <> d.refobjid
							when 'pg_class'::regclass then i.indrelid <> d.refobjid
							else d.classid not in ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_attrdef'::regclass,
								'pg_proc'::regclass, 'pg_statistic_ext'::regclass, 'pg_publication_rel'::regclass,
								'pg_trigger'::regclass, 'pg_type'::regclass) end
					)
					select table_oid, json_build_object(
						'kind', kind,
						'name', name,
						'columns', coalesce(json_agg(distinct number) filter (where number > 0), '[]'),
						'recreation', coalesce((
							select array[pg_get_statisticsobjdef(s.oid)]
							from pg_statistic_ext s
							where kind = 'STATISTICS' and s.oid = object), '{}'),
						'user', (
							select json_build_object('schema', n.nspname, 'table', c.relname, 'number', coalesce(
								(select e.adnum from pg_attrdef e where kind = 'SEQUENCE_USER' and e.oid = object), 0))
							from pg_class c
							join pg_namespace n on n.oid = c.relnamespace
							where (kind not in ('POLICY', 'RULE') or c.oid not in (select t.oid from tree t where t.root = table_oid))
								and c.oid = case kind
								when 'SEQUENCE_USER' then (select e.adrelid from pg_attrdef e where e.oid = object)
								when 'POLICY' then (select p.polrelid from pg_policy p where p.oid = object)
								when 'RULE' then (select r.ev_class from pg_rewrite r where r.oid = object)
								when 'OTHER' then object end)) as document
					from dependant
					group by table_oid, kind, name, object
					order by kind, name
					"""
				.replace("{copies}", Dependant.COPY);

	private DependantSql() {
	}

	static Map<Long, List<Dependant>> read(CatalogueQuery query) {
		return query.ofTables(SQL, Dependant.class);
	}

}
