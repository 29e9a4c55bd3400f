package io.github.versionedschema.schema.read;

import java.util.List;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Grant;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.Policy;
import io.github.versionedschema.schema.Publication;
import io.github.versionedschema.schema.ReplicaIdentity;
import io.github.versionedschema.schema.Table;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue row of a table.
 */
record TableRow(long oid, String schema, String name, Table.Kind kind, String owner, boolean unlogged,
		int highestColumnNumber, List<Policy> policies, boolean rowSecurity, boolean forceRowSecurity,
		List<Grant> grants, @Nullable String comment, double estimatedRows, long pages, ReplicaIdentity replicaIdentity,
		List<String> parents, List<String> children, List<Partition> partitions, @Nullable String partitionKey,
		@Nullable String partitionBound, @Nullable String ofType, @Nullable String extension,
		List<Publication> publications) {

	private static final String SQL = """
			with recursive named as (
				select c.oid
				from pg_class c
				where c.relnamespace = (select oid from pg_namespace where nspname = :schema)
					and c.relkind in ('r', 'p', 'f')
					and (cast(:names as text[]) is null or c.relname = any(cast(:names as text[]))
						or exists (
							select
							from pg_index i
							join pg_class ic on ic.oid = i.indexrelid
							where i.indrelid = c.oid and ic.relname = any(cast(:names as text[])))
						or c.oid in (
							select d.objid
							from pg_type t
							left join pg_class tc on tc.oid = t.typrelid
							join pg_depend d on d.refclassid = 'pg_type'::regclass and d.refobjid in (t.oid, t.typarray)
								and d.classid = 'pg_class'::regclass
							where t.typname = any(cast(:names as text[])) and coalesce(tc.relkind, 'c') = 'c'
								and t.typnamespace in (
									select oid from pg_namespace where nspname = :schema or nspname = any(:ignored))))
			), family (oid) as (
				select oid from named
				union
				select relative.oid
				from family f, lateral (
					select inhrelid from pg_inherits where inhparent = f.oid
					union all
					select inhparent from pg_inherits where inhrelid = f.oid) relative (oid)
			), related as (
				select oid from family
				union
				select conrelid from pg_constraint where confrelid in (select oid from family)
				union
				select confrelid from pg_constraint where conrelid in (select oid from family)
			), subject as (
				select c.*
				from pg_class c
				join related r on r.oid = c.oid
				where pg_table_is_visible(c.oid) is not null
					and c.relnamespace = (select oid from pg_namespace where nspname = :schema)
			), part (root, oid, depth) as (
				select s.oid, i.inhrelid, 1
				from subject s
				join pg_inherits i on i.inhparent = s.oid
				where s.relkind = 'p'
				union all
				select p.root, i.inhrelid, p.depth + 1
				from part p
				join pg_inherits i on i.inhparent = p.oid
			), leaves as (
				select p.root,
					json_agg(json_build_object('schema', n.nspname, 'name', c.relname, 'kind', case c.relkind
							when 'p' then 'PARTITIONED' when 'f' then 'FOREIGN' else 'ORDINARY' end)
						order by p.depth, n.nspname, c.relname) as names,
					case when min(c.reltuples) filter (where c.relkind <> 'p') < 0 then -1
						else coalesce(sum(c.reltuples::float8) filter (where c.relkind <> 'p'), 0) end as rows,
					coalesce(sum(c.relpages) filter (where c.relkind <> 'p'), 0) as pages
				from part p
				join pg_class c on c.oid = p.oid
				join pg_namespace n on n.oid = c.relnamespace
				group by p.root
			), publishing (oid, relation) as (
				select oid, oid from subject
				union all
				select p.oid, i.inhparent
				from publishing p
				join pg_inherits i on i.inhrelid = p.relation
				join pg_class c on c.oid = i.inhparent and c.relkind = 'p'
			), published as (
				select p.oid, pr.prpubid as publication, (
						select json_agg(own.attnum order by own.attnum)
						from unnest(pr.prattrs::int2[]) listed
						join pg_attribute a on a.attrelid = pr.prrelid and a.attnum = listed
						join pg_attribute own on own.attrelid = p.oid and own.attname = a.attname) as columns,
					pg_get_expr(pr.prqual, pr.prrelid) as row_filter
				from publishing p
				join pg_publication_rel pr on pr.prrelid = p.relation
				union all
				select p.oid, pn.pnpubid, null, null
				from publishing p
				join pg_class c on c.oid = p.relation
				join pg_publication_namespace pn on pn.pnnspid = c.relnamespace
				union all
				select s.oid, p.oid, null, null
				from subject s, pg_publication p
				where p.puballtables and s.relkind in ('r', 'p') and s.relpersistence = 'p'
			), publications as (
				select ps.oid, json_agg(json_build_object(
					'name', p.pubname,
					'columns', coalesce(ps.columns, '[]'),
					'rowFilter', ps.row_filter,
					'updatesOrDeletes', p.pubupdate or p.pubdelete)
					order by p.pubname) as document
				from published ps
				join pg_publication p on p.oid = ps.publication
				group by ps.oid
			)
			select json_build_object(
				'oid', c.oid::int8,
				'schema', :schema,
				'name', c.relname,
				'kind', case
					when c.relkind = 'f' then 'FOREIGN'
					when c.relispartition then 'PARTITION'
					when c.relkind = 'p' then 'PARTITIONED'
					else 'ORDINARY' end,
				'owner', pg_get_userbyid(c.relowner),
				'unlogged', c.relpersistence = 'u',
				'highestColumnNumber', c.relnatts,
				'policies', (
					select coalesce(json_agg(json_build_object(
						'name', p.polname,
						'command', case p.polcmd
							when 'r' then 'SELECT'
							when 'a' then 'INSERT'
							when 'w' then 'UPDATE'
							when 'd' then 'DELETE'
							else 'ALL' end,
						'permissive', p.polpermissive,
						'roles', array(
							select pg_get_userbyid(role)
							from unnest(p.polroles) role
							where role <> 0
							order by 1),
						'using', pg_get_expr(p.polqual, p.polrelid),
						'check', pg_get_expr(p.polwithcheck, p.polrelid),
						'columns', {policyColumns})
						order by p.polname), '[]')
					from pg_policy p
					where p.polrelid = c.oid),
				'rowSecurity', c.relrowsecurity,
				'forceRowSecurity', c.relforcerowsecurity,
				'grants', {grants},
				'comment', {comment},
				'estimatedRows', case when c.relkind = 'p' then coalesce(l.rows, 0) else c.reltuples end,
				'pages', case when c.relkind = 'p' then coalesce(l.pages, 0) else c.relpages end,
				'replicaIdentity', case c.relreplident
					when 'd' then 'DEFAULT'
					when 'n' then 'NOTHING'
					when 'f' then 'FULL'
					else 'INDEX' end,
				'parents', array(
					select inhparent::regclass::text from pg_inherits where inhrelid = c.oid order by inhseqno),
				'children', array(
					select inhrelid::regclass::text from pg_inherits where inhparent = c.oid order by 1),
				'partitions', coalesce(l.names, '[]'),
				'partitionKey', pg_get_partkeydef(c.oid),
				'partitionBound', pg_get_expr(c.relpartbound, c.oid),
				'ofType', nullif(c.reloftype, 0)::regtype::text,
				'extension', (
					select e.extname
					from pg_depend d
					join pg_extension e on e.oid = d.refobjid
					where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
						and d.refclassid = 'pg_extension'::regclass and d.deptype = 'e'),
				'publications', coalesce(p.document, '[]')) as document
			from subject c
			left join leaves l on l.root = c.oid
			left join publications p on p.oid = c.oid
			order by c.relname
			""".replace("{policyColumns}", CatalogueQuery.columns("pg_policy", "p.oid", "p.polrelid"))
		.replace("{grants}", CatalogueQuery.grants("c.relacl"))
		.replace("{comment}", CatalogueQuery.comment("pg_class", "c.oid", "0"));

	static List<TableRow> read(CatalogueQuery query) {
		return query.list(SQL, TableRow.class);
	}

}
