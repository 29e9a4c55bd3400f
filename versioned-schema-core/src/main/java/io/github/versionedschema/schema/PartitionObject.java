package io.github.versionedschema.schema;

import java.util.List;
import java.util.Map;

/**
 * An object of a single partition that its partitioned table does not have: an index, a
 * constraint, or another property of a column.
 *
 * @param name its description, for example {@code unique index u on public.users_1}
 * @param columns the numbers of its columns in the partitioned table, ascending
 */
public record PartitionObject(String name, List<Integer> columns) {

	private static final String SQL = CatalogueQuery.TREE
			+ """
					, attribute as (
						select t.root, a.attrelid, a.attnum, own.attnum as of_root, a.attname, a.attrelid::regclass::text as partition,
							a.attnotnull and not own.attnotnull as not_null,
							a.attgenerated = '' and pg_get_expr(e.adbin, e.adrelid) is distinct from pg_get_expr(oe.adbin, oe.adrelid)
								as other_default,
							a.attstorage <> own.attstorage
								or (a.attcompression <> '' and a.attcompression <> own.attcompression)
								or (coalesce(a.attstattarget, -1) <> -1
									and a.attstattarget is distinct from own.attstattarget)
								or (a.attoptions is not null and a.attoptions is distinct from own.attoptions)
								or (a.attacl is not null and a.attacl is distinct from own.attacl) as other_settings
						from tree t
						join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
						join pg_attribute own on own.attrelid = t.root and own.attname = a.attname
						left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
						left join pg_attrdef oe on oe.adrelid = own.attrelid and oe.adnum = own.attnum
						where t.oid <> t.root
					), object (root, name, number) as (
						select a.root, case when i.indisunique then 'unique ' else '' end
							|| format('index %s on %s', i.indexrelid::regclass, a.partition), a.of_root
						from attribute a
						join pg_index i on i.indrelid = a.attrelid
						join pg_class c on c.oid = i.indexrelid and not c.relispartition
						where exists (
								select
								from pg_depend
								where classid = 'pg_class'::regclass and objid = i.indexrelid
									and refclassid = 'pg_class'::regclass and refobjid = a.attrelid and refobjsubid = a.attnum)
						union all
						select a.root, format('constraint %I on %s', con.conname, a.partition), a.of_root
						from attribute a
						join pg_constraint con on con.conrelid = a.attrelid and a.attnum = any(con.conkey)
							and con.contype in ('c', 'f', 'p', 'u', 'x') and con.conparentid = 0 and con.coninhcount = 0
						union all
						select root, format('the default of column %I of %s', attname, partition), of_root
						from attribute
						where other_default
						union all
						select root, format('NOT NULL of column %I of %s', attname, partition), of_root
						from attribute
						where not_null
						union all
						select root, format('the settings or rights of column %I of %s', attname, partition), of_root
						from attribute
						where other_settings
						union all
						select a.root, format('the comment on column %I of %s', a.attname, a.partition), a.of_root
						from attribute a
						join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
						left join pg_description own on own.classoid = 'pg_class'::regclass and own.objoid = a.root
							and own.objsubid = a.of_root
						where d.description is distinct from own.description
					)
					select root as table_oid, json_build_object(
						'name', name,
						'columns', json_agg(distinct number)) as document
					from object
					group by root, name
					order by name
					""";

	public PartitionObject {
		columns = List.copyOf(columns);
	}

	public static Map<Long, List<PartitionObject>> read(CatalogueQuery query) {
		return query.ofTables(SQL, PartitionObject.class);
	}

}
