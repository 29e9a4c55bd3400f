package io.github.versionedschema.schema.read;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Index;
import io.github.versionedschema.schema.Partition;
import io.github.versionedschema.schema.PartitionObject;
import org.jspecify.annotations.Nullable;

/**
 * Objects of single partitions as read from the catalogue.
 */
record PartitionObjectRow(String name, List<Integer> columns, @Nullable Partition partition, List<String> recreation,
		boolean ofType, @Nullable Long index, Map<Integer, Integer> numbers) {

	private static final String SQL = CatalogueQuery.TREE
			+ """
					, attribute as (
						select t.root, a.attrelid, a.attnum, own.attnum as of_root, a.attname, a.attrelid::regclass::text as partition,
							a.attnotnull and not own.attnotnull as not_null,
							a.attgenerated = '' and pg_get_expr(e.adbin, e.adrelid) is distinct from pg_get_expr(oe.adbin, oe.adrelid)
								as other_default,
							a.attacl is not null and a.attacl is distinct from own.attacl as other_rights,
							array_remove(array[
								case when a.attstorage <> own.attstorage then format('SET STORAGE %s', case a.attstorage
									when 'p' then 'PLAIN' when 'e' then 'EXTERNAL' when 'm' then 'MAIN' else 'EXTENDED' end) end,
								case when a.attcompression <> '' and a.attcompression <> own.attcompression
									then format('SET COMPRESSION %s', case a.attcompression when 'p' then 'pglz' else 'lz4' end) end],
								null) as storage,
							array_remove(array[
								case when coalesce(a.attstattarget, -1) <> -1 and a.attstattarget is distinct from own.attstattarget
									then format('SET STATISTICS %s', a.attstattarget) end,
								case when a.attoptions is not null and a.attoptions is distinct from own.attoptions
									then format('SET (%s)', array_to_string(a.attoptions, ', ')) end], null) as settings,
							json_build_object('schema', n.nspname, 'name', c.relname, 'kind',
								case c.relkind when 'p' then 'PARTITIONED' when 'f' then 'FOREIGN' else 'ORDINARY' end)::text as document
						from tree t
						join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
						join pg_attribute own on own.attrelid = t.root and own.attname = a.attname
						join pg_class c on c.oid = t.oid
						join pg_namespace n on n.oid = c.relnamespace
						left join pg_attrdef e on e.adrelid = a.attrelid and e.adnum = a.attnum
						left join pg_attrdef oe on oe.adrelid = own.attrelid and oe.adnum = own.attnum
						where t.oid <> t.root
					), object (root, name, number, partition, recreation, of_type, index, own_number) as (
						select a.root, case when i.indisunique then 'unique ' else '' end
							|| format('index %s on %s', i.indexrelid::regclass, a.partition), a.of_root, a.document, array[]::text[], false,
							case when c.relkind = 'i' and not i.indisunique and i.indisvalid and not i.indisclustered
								and not exists (select from pg_constraint where conindid = i.indexrelid) then i.indexrelid::int8 end, a.attnum
						from attribute a
						join pg_index i on i.indrelid = a.attrelid
						join pg_class c on c.oid = i.indexrelid and not c.relispartition
						where exists (
								select
								from pg_depend
								where classid = 'pg_class'::regclass and objid = i.indexrelid
									and refclassid = 'pg_class'::regclass and refobjid = a.attrelid and refobjsubid = a.attnum)
						union all
						select a.root, format('constraint %I on %s', con.conname, a.partition), a.of_root, null, null, false, null, null
						from attribute a
						join pg_constraint con on con.conrelid = a.attrelid and a.attnum = any(con.conkey)
							and con.contype in ('c', 'f', 'p', 'u', 'x') and con.conparentid = 0 and con.coninhcount = 0
						union all
						select root, format('the default of column %I of %s', attname, partition), of_root, null, null, false, null, null
						from attribute
						where other_default
						union all
						select root, format('NOT NULL of column %I of %s', attname, partition), of_root, null, null, false, null, null
						from attribute
						where not_null
						union all
						select root, format('the rights of column %I of %s', attname, partition), of_root, null, null, false, null, null
						from attribute
						where other_rights
						union all
						select root, format('the settings of column %I of %s', attname, partition), of_root, document,
							array(select format('ALTER TABLE %s ALTER COLUMN %I %s', partition, attname, setting) from unnest(settings) setting),
							false, null, null
						from attribute
						where settings <> '{}'
						union all
						select root, format('the storage of column %I of %s', attname, partition), of_root, document,
							array(select format('ALTER TABLE %s ALTER COLUMN %I %s', partition, attname, setting) from unnest(storage) setting),
							true, null, null
						from attribute
						where storage <> '{}'
						union all
						select a.root, format('the comment on column %I of %s', a.attname, a.partition), a.of_root, a.document,
							array[format('COMMENT ON COLUMN %s.%I IS %s', a.partition, a.attname, quote_nullable(d.description))], false, null, null
						from attribute a
						join pg_description d on d.classoid = 'pg_class'::regclass and d.objoid = a.attrelid and d.objsubid = a.attnum
						left join pg_description own on own.classoid = 'pg_class'::regclass and own.objoid = a.root
							and own.objsubid = a.of_root
						where d.description is distinct from own.description
					)
					select root as table_oid, json_build_object(
						'name', name,
						'columns', json_agg(distinct number),
						'partition', partition::json,
						'recreation', coalesce(recreation, '{}'),
						'ofType', of_type,
						'index', index,
						'numbers', coalesce(json_object_agg(own_number, number) filter (where own_number is not null), '{}')) as document
					from object
					group by root, name, partition, recreation, of_type, index
					order by name
					""";

	static Map<Long, List<PartitionObject>> read(CatalogueQuery query) {
		Map<Long, List<PartitionObjectRow>> rows = query.ofTables(SQL, PartitionObjectRow.class);
		Long[] wanted = rows.values()
			.stream()
			.flatMap(List::stream)
			.map(PartitionObjectRow::index)
			.filter(Objects::nonNull)
			.toArray(Long[]::new);
		Map<Long, Index> indexes = (wanted.length > 0) ? indexes(query, wanted) : Map.of();
		Map<Long, List<PartitionObject>> objects = new HashMap<>();
		rows.forEach((table, some) -> objects.put(table, some.stream().map((row) -> row.toObject(indexes)).toList()));
		return objects;
	}

	private static Map<Long, Index> indexes(CatalogueQuery query, Long[] wanted) {
		Long[] partitions = query.with("wanted", wanted)
			.list("select distinct indrelid from pg_index where indexrelid = any(cast(:wanted as oid[]))",
					(row, number) -> row.getLong(1))
			.toArray(Long[]::new);
		return IndexRow.read(query.with("tables", partitions))
			.values()
			.stream()
			.flatMap(List::stream)
			.collect(Collectors.toMap(Index::oid, Function.identity()));
	}

	private PartitionObject toObject(Map<Long, Index> indexes) {
		Index own = (this.index != null) ? indexes.get(this.index) : null;
		return new PartitionObject(this.name, this.columns, this.partition,
				(own != null) ? own.withColumns(this.numbers) : null, this.recreation, this.ofType);
	}

}
