package io.github.versionedschema.schema.read;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.schema.CatalogueQuery;
import io.github.versionedschema.schema.Column;

/**
 * The columns of all tables, with their sequences.
 */
final class ColumnSql {

	/**
	 * The functions that a default calls are read from its expression tree, as {@code
	 * pg_depend} does not contain built-in functions.
	 */
	private static final String SQL = """
			with subject (oid) as (
				select unnest(cast(:tables as oid[]))
			), sequences as (
				select d.refobjid as table_oid, d.refobjsubid as number, json_agg(json_build_object(
					'oid', c.oid::int8,
					'schema', n.nspname,
					'name', c.relname,
					'type', format_type(s.seqtypid, null),
					'start', s.seqstart,
					'increment', s.seqincrement,
					'minimum', s.seqmin,
					'maximum', s.seqmax,
					'cache', s.seqcache,
					'cycle', s.seqcycle,
					'identity', d.deptype = 'i',
					'unlogged', c.relpersistence = 'u',
					'comment', {sequenceComment},
					'grants', {sequenceGrants})
					order by c.oid) as document
				from pg_depend d
				join subject t on t.oid = d.refobjid
				join pg_class c on c.oid = d.objid and c.relkind = 'S'
				join pg_namespace n on n.oid = c.relnamespace
				join pg_sequence s on s.seqrelid = c.oid
				where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass
					and d.refobjsubid > 0 and d.deptype in ('a', 'i')
				group by d.refobjid, d.refobjsubid
			), not_nulls as (
				select c.conrelid, c.conkey[1] as number, c.conname
				from pg_constraint c
				join subject t on t.oid = c.conrelid
				where c.contype = 'n'
			)
			select a.attrelid as table_oid, json_build_object(
				'number', a.attnum,
				'name', a.attname,
				'type', format_type(a.atttypid, a.atttypmod),
				'baseType', format_type(a.atttypid, -1),
				'typeKind', case
					when t.typtype = 'c' then 'COMPOSITE'
					when t.typtype = 'd' then 'DOMAIN'
					when t.typtype = 'e' then 'ENUM'
					when t.typtype in ('r', 'm') then 'RANGE'
					when t.typcategory = 'A' then 'ARRAY'
					else 'BASE' end,
				'notNull', a.attnotnull,
				'notNullConstraint', n.conname,
				'defaultExpression', case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end,
				'defaultVolatility', case
					when d.oid is null or a.attgenerated <> '' then 'NONE'
					when d.adbin::text like '{CONST %' then 'STABLE'
					when exists (
						select
						from regexp_matches(d.adbin::text, ':(?:funcid|opfuncid) (\\d+)', 'g') called
						join pg_proc p on p.oid = called[1]::oid
						where p.provolatile = 'v') then 'VOLATILE'
					else 'STABLE' end,
				'identity', case a.attidentity
					when 'a' then 'ALWAYS'
					when 'd' then 'BY_DEFAULT'
					else 'NONE' end,
				'generation', case a.attgenerated
					when 's' then 'STORED'
					when 'v' then 'VIRTUAL'
					else 'NONE' end,
				'generationExpression', case when a.attgenerated <> '' then pg_get_expr(d.adbin, d.adrelid) end,
				'collation', case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end,
				'storage', case when a.attstorage <> t.typstorage then case a.attstorage
					when 'p' then 'PLAIN'
					when 'e' then 'EXTERNAL'
					when 'm' then 'MAIN'
					else 'EXTENDED' end end,
				'compression', case a.attcompression
					when 'p' then 'pglz'
					when 'l' then 'lz4' end,
				'statisticsTarget', nullif(a.attstattarget, -1),
				'options', coalesce(a.attoptions, '{}'),
				'comment', {comment},
				'grants', {grants},
				'inherited', a.attinhcount > 0,
				'ownedSequences', coalesce(s.document, '[]'),
				'physicalName', a.attname) as document
			from subject c
			join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
			join pg_type t on t.oid = a.atttypid
			left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
			left join not_nulls n on n.conrelid = a.attrelid and n.number = a.attnum
			left join sequences s on s.table_oid = a.attrelid and s.number = a.attnum
			order by a.attrelid, a.attnum
			""".replace("{sequenceComment}", CatalogueQuery.comment("pg_class", "c.oid", "0"))
		.replace("{sequenceGrants}", CatalogueQuery.grants("c.relacl"))
		.replace("{comment}", CatalogueQuery.comment("pg_class", "a.attrelid", "a.attnum"))
		.replace("{grants}", CatalogueQuery.grants("a.attacl"));

	private ColumnSql() {
	}

	static Map<Long, List<Column>> read(CatalogueQuery query) {
		return query.ofTables(SQL, Column.class);
	}

}
