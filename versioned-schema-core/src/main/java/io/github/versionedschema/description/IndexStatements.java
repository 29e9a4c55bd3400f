package io.github.versionedschema.description;

/**
 * Indexes that belong to no constraint, extended statistics, and what marks indexes.
 */
final class IndexStatements {

	static final String SQL = """
			select 'pg_class'::regclass::oid as class_id, c.oid as object_id, c.relname::text as name,
				concat_ws(E'\\n', replace(pg_get_indexdef(c.oid), ' ON ONLY ', ' ON ') || ';',
					(select string_agg(format('alter index %s alter column %s set statistics %s;', c.oid::regclass, attnum,
							attstattarget), E'\\n' order by attnum)
						from pg_attribute where attrelid = c.oid and attstattarget >= 0)) as sql
			from pg_index i
			join pg_class c on c.oid = i.indexrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where i.indisvalid
				and not exists (select from pg_constraint where conindid = c.oid and contype in ('p', 'u', 'x'))
				and not exists (select from pg_inherits where inhrelid = c.oid)
			""";

	static final String STATISTICS = """
			select 'pg_statistic_ext'::regclass::oid as class_id, s.oid as object_id, s.stxname::text as name,
				concat_ws(E'\\n', pg_get_statisticsobjdef(s.oid) || ';',
					case when s.stxstattarget >= 0 then format('alter statistics %I.%I set statistics %s;', n.nspname,
						s.stxname, s.stxstattarget) end) as sql
			from pg_statistic_ext s
			join pg_namespace n on n.oid = s.stxnamespace and n.nspname = :schema
			""";

	static final String MARKS = """
			select 'pg_index'::regclass::oid as class_id, c.oid as object_id, c.relname::text as name,
				concat_ws(E'\\n',
					case when i.indisclustered then format('alter table %s cluster on %I;', i.indrelid::regclass, c.relname) end,
					case when i.indisreplident then format('alter table only %s replica identity using index %I;',
						i.indrelid::regclass, c.relname) end) as sql
			from pg_index i
			join pg_class c on c.oid = i.indexrelid
			join pg_namespace n on n.oid = c.relnamespace and n.nspname = :schema
			where i.indisclustered or i.indisreplident
			""";

	private IndexStatements() {
	}

}
